import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTree } from "../src/index.ts";

type Files = Readonly<Record<string, string>>;

describe("packages of a workspace", () => {
  let repository: TemporaryRepository;
  beforeEach(() => {
    repository = createRepository();
  });
  afterEach(() => repository.cleanup());

  /** `dir: name` of each package. */
  async function packagesOf(files: Files): Promise<Readonly<Record<string, string>>> {
    const { tree } = await read(files);
    return Object.fromEntries(tree.packages.map(({ dir, name }) => [dir, name]));
  }

  function read(files: Files): ReturnType<typeof readTree> {
    repository.write(files);
    return readTree({ cwd: repository.root, env: { ...repository.env, GITHUB_REPOSITORY: "acme/shop" } });
  }

  it("follows pnpm's globs, without what an exclamation mark takes away", async () => {
    expect(
      await packagesOf({
        "pnpm-workspace.yaml": 'packages:\n  - "packages/*"\n  - ./apps/**\n  - "!**/fixtures/**"\n',
        "package.json": name("root"),
        "packages/api/package.json": name("@shop/api"),
        "packages/api/fixtures/a/package.json": name("fixture"),
        "packages/api/deep/package.json": name("no-member"),
        "apps/web/client/package.json": name("@shop/web"),
        "tools/package.json": name("no-member"),
      }),
    ).toEqual({ "": "root", "packages/api": "@shop/api", "apps/web/client": "@shop/web" });
  });

  it("takes pnpm's settings without packages for no workspace", async () => {
    expect(
      await packagesOf({
        "pnpm-workspace.yaml": "catalog:\n  yaml: 2\n",
        "package.json": '{"name":"root","workspaces":["a"]}',
        "a/package.json": name("a"),
      }),
    ).toEqual({ "": "root", a: "a" });
  });

  it.each([
    ["npm's list", '["packages/*", "!packages/old"]'],
    ["yarn's object", '{"packages":["packages/*", "!packages/old"],"nohoist":["x"]}'],
    ["bun's object", '{"packages":["packages/api/"],"catalog":{"x":"1"}}'],
  ])("reads %s", async (_, workspaces) => {
    expect(
      await packagesOf({
        "package.json": `{"name":"root","workspaces":${workspaces}}`,
        "packages/api/package.json": name("@shop/api"),
        "packages/old/package.json": name("@shop/old"),
      }),
    ).toEqual({ "": "root", "packages/api": "@shop/api" });
  });

  it("makes Nx projects of folders with a project.json", async () => {
    expect(
      await packagesOf({
        "nx.json": "{}",
        "package.json": '{"name":"root","workspaces":["libs/*"]}',
        "apps/cart/project.json": name("cart"),
        "apps/unnamed/project.json": "{}",
        "libs/pricing/package.json": name("@shop/pricing"),
        "libs/pricing/project.json": name("pricing"),
      }),
    ).toEqual({
      "": "root",
      "apps/cart": "cart",
      "apps/unnamed": "unnamed",
      "libs/pricing": "@shop/pricing",
    });
  });

  it("takes a project.json without Nx for nothing", async () => {
    expect(await packagesOf({ "package.json": name("root"), "a/project.json": name("a") })).toEqual({
      "": "root",
    });
  });

  it("is one package without a workspace, with its scripts in file order", async () => {
    const { tree, problems } = await read({
      "package.json": '{"name":"root","scripts":{"test:unit":"x","build":"x","__proto__":"x"}}',
      "fixtures/a/package.json": name("fixture"),
    });
    expect(tree.packages).toEqual([{ name: "root", dir: "", scripts: ["test:unit", "build", "__proto__"] }]);
    expect(problems).toEqual([]);
  });

  it("finds a workspace below a root that is none", async () => {
    expect(
      await packagesOf({
        "frontend/pnpm-workspace.yaml": "packages: [apps/*]",
        "frontend/package.json": name("frontend"),
        "frontend/apps/web/package.json": name("web"),
        "server/go.mod": "module example.com/server\n",
      }),
    ).toEqual({ "": "shop", frontend: "frontend", "frontend/apps/web": "web", server: "example.com/server" });
  });

  it("reads Go modules, not the ones for tests", async () => {
    expect(
      await packagesOf({
        "go.mod": '// about\nmodule "example.com/shop" // quoted\n\ngo 1.24\n',
        "api/go.mod": "module example.com/shop/api\n",
        "api/testdata/x/go.mod": "module fixture\n",
      }),
    ).toEqual({ "": "example.com/shop", api: "example.com/shop/api" });
  });

  it("keeps the import paths of Go modules, also where another manifest names the package", async () => {
    const { tree } = await read({
      "package.json": name("shop"),
      "go.mod": "module example.com/shop\n",
      "server/go.mod": "module example.com/server\n",
    });
    expect(tree.packages.map(({ name: of }) => of)).toEqual(["shop", "example.com/server"]);
    expect(tree.goModules).toEqual([
      { path: "example.com/shop", dir: "" },
      { path: "example.com/server", dir: "server" },
    ]);
  });

  it("reads Python projects, not the settings of tools", async () => {
    expect(
      await packagesOf({
        "pyproject.toml": "[tool.ruff]\nline-length = 100\n",
        "a/pyproject.toml": '[project]\nname = "shop-a"\n',
        "b/pyproject.toml": '[tool.poetry]\nname = "shop-b"\n',
        "c/pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n',
        "d/pyproject.toml": "[tool.black]\n",
      }),
    ).toEqual({ "": "shop", a: "shop-a", b: "shop-b", c: "c" });
  });

  it("reads Cargo members: listed, or reached by a path, and not excluded", async () => {
    expect(
      await packagesOf({
        "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n',
        "crates/api/Cargo.toml": `${crate("shop-api")}[dependencies]\nmoney = { path = "../../shared/money" }\n`,
        "crates/old/Cargo.toml": crate("shop-old"),
        "crates/api/tests/fixture/Cargo.toml": crate("fixture"),
        "shared/money/Cargo.toml": crate("shop-money"),
      }),
    ).toEqual({ "": "shop", "crates/api": "shop-api", "shared/money": "shop-money" });
  });

  it("reads Maven modules from the outermost pom.xml on", async () => {
    expect(
      await packagesOf({
        "pom.xml": pom("shop-parent", "<modules><module>api</module><module>web/pom.xml</module></modules>"),
        "api/pom.xml": pom("shop-api", "<parent><artifactId>shop-parent</artifactId></parent>"),
        "api/src/it/fixture/pom.xml": pom("fixture"),
        "web/pom.xml": pom("shop-web"),
      }),
    ).toEqual({ "": "shop-parent", api: "shop-api", web: "shop-web" });
  });

  it("names a package by its folder where the manifest is broken, and says so", async () => {
    const { tree, problems } = await read({
      "package.json": '{"workspaces":["packages/*"]}',
      "packages/json/package.json": "{ secret",
      "packages/list/package.json": "[]",
      "packages/hostile/package.json": '{"name":"a\\u0000b"}',
      "py/pyproject.toml": "[project\n",
      "rs/Cargo.toml": "=",
      "go/go.mod": "go 1.24\n",
      "mvn/pom.xml": "<project><artifactId>x",
    });
    expect(tree.packages.map(({ name }) => name)).toEqual([
      "shop",
      "go",
      "mvn",
      "hostile",
      "json",
      "list",
      "py",
      "rs",
    ]);
    expect(problems.map(({ code, severity, path }) => `${severity} ${code} ${path}`).sort()).toEqual([
      "warning malformed go/go.mod",
      "warning malformed mvn/pom.xml",
      "warning malformed packages/json/package.json",
      "warning malformed packages/list/package.json",
      "warning malformed py/pyproject.toml",
      "warning malformed rs/Cargo.toml",
    ]);
    expect(JSON.stringify(problems)).not.toContain("secret");
  });

  it("falls back to one package where pnpm-workspace.yaml is broken", async () => {
    const { tree, problems } = await read({
      "pnpm-workspace.yaml": "packages: [",
      "package.json": name("root"),
      "packages/api/package.json": name("api"),
    });
    expect(tree.packages.map((item) => item.name)).toEqual(["root"]);
    expect(problems).toMatchObject([
      { code: "expectations-unknown", severity: "error", path: "pnpm-workspace.yaml" },
    ]);
  });

  it("tells two packages of one name apart", async () => {
    const { tree, problems } = await read({
      "package.json": '{"name":"shop","workspaces":["*"]}',
      "a/package.json": name("same"),
      "b/package.json": name("same"),
    });
    expect(tree.packages.map((item) => item.name)).toEqual(["shop", "same", "same (b)"]);
    expect(problems).toMatchObject([{ code: "ambiguous-identity", severity: "info", path: "b" }]);
  });

  it("names a root without a name by the repository, never by its folder", async () => {
    const rootName = async (env: Readonly<Record<string, string>> = {}): Promise<string | undefined> =>
      (await readTree({ cwd: repository.root, env: { ...repository.env, ...env } })).tree.packages[0]?.name;
    expect(await rootName()).toBe("root");
    repository.git("remote", "add", "origin", "https://github.com/acme/store.git");
    expect(await rootName()).toBe("store");
    expect(await rootName({ GITHUB_REPOSITORY: "acme/shop" })).toBe("shop");
    repository.write({ "shop/go.mod": "module shop\n" });
    expect(await rootName({ GITHUB_REPOSITORY: "acme/shop" })).toBe("root");
  });

  it("sorts packages inside packages by folder", async () => {
    expect(
      Object.keys(
        await packagesOf({
          "package.json": '{"workspaces":["**"]}',
          "b/package.json": name("b"),
          "b/inner/package.json": name("inner"),
          "a/package.json": name("a"),
        }),
      ),
    ).toEqual(["", "a", "b", "b/inner"]);
  });

  it("passes over a manifest that was deleted", async () => {
    repository.commit("first", { "package.json": name("root") });
    repository.remove("package.json");
    expect(await read({})).toMatchObject({ tree: { packages: [{ name: "shop" }] }, problems: [] });
  });
});

function name(text: string): string {
  return JSON.stringify({ name: text });
}

function crate(text: string): string {
  return `[package]\nname = "${text}"\n`;
}

function pom(artifact: string, more = ""): string {
  return `<?xml version="1.0"?>\n<project>${more}<artifactId>${artifact}</artifactId></project>\n`;
}
