import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTree } from "../src/index.ts";

describe("the tree of a repository", () => {
  let repository: TemporaryRepository;
  beforeEach(() => {
    repository = createRepository();
  });
  afterEach(() => repository.cleanup());

  const read = (cwd = repository.root, env = repository.env): ReturnType<typeof readTree> =>
    readTree({ cwd, env });

  it("has tracked and new files, not the ignored ones", async () => {
    repository.commit("first", { "src/a.ts": "", ".gitignore": "dist/\n" });
    repository.write({ "src/b.ts": "", "dist/a.js": "", ".tollgate/out/junit.xml": "" });
    expect(await read()).toEqual({
      tree: {
        root: repository.root,
        files: [".gitignore", "src/a.ts", "src/b.ts"],
        hasGit: true,
        packages: [{ name: "root", dir: "", scripts: [] }],
      },
      problems: [],
    });
  });

  it("keeps names that other tools would quote", async () => {
    const names = [
      " leading",
      "-option",
      "a b",
      'quote"d',
      "tab\there",
      "two\nlines",
      "back\\slash",
      "ünïcode",
      "__proto__",
      ":(top)x",
      "*.ts",
    ];
    repository.commit("first", Object.fromEntries(names.map((name) => [`d/${name}`, ""])));
    repository.write({ "d/new\nfile": "" });
    const { tree } = await read();
    expect(tree.files).toEqual([...names, "new\nfile"].map((name) => `d/${name}`).sort());
  });

  it("is whole from a subfolder", async () => {
    repository.commit("first", { "src/deep/a.ts": "", "b.ts": "" });
    const { tree } = await read(join(repository.root, "src/deep"));
    expect(tree).toMatchObject({ root: repository.root, files: ["b.ts", "src/deep/a.ts"] });
  });

  it("is that of the worktree, with its own root", async () => {
    repository.commit("first", { "a.ts": "" });
    const folder = createTemporaryFolder();
    const worktree = `${folder}/tree`;
    repository.git("worktree", "add", "--quiet", worktree, "-b", "other");
    const { tree } = await read(worktree);
    expect(tree).toMatchObject({ root: worktree, files: ["a.ts"], hasGit: true });
    rmSync(folder, { recursive: true });
  });

  it("stops at submodules and other repositories inside", async () => {
    const library = createRepository();
    library.commit("first", { "lib.ts": "" });
    repository.git("submodule", "--quiet", "add", `file://${library.root}`, "lib");
    repository.commit("first", { "a.ts": "" });
    repository.git("clone", "--quiet", `file://${library.root}`, "clone");
    expect((await read()).tree.files).toEqual([".gitmodules", "a.ts"]);
    expect((await read(join(repository.root, "lib"))).tree).toMatchObject({
      root: `${repository.root}/lib`,
      files: ["lib.ts"],
    });
    library.cleanup();
  });

  it("lists a file in conflict once", async () => {
    repository.commit("first", { a: "1" });
    repository.branch("other");
    repository.commit("other", { a: "2" });
    repository.git("switch", "--quiet", "main");
    repository.commit("main", { a: "3" });
    expect(() => repository.git("merge", "other")).toThrow();
    expect((await read()).tree.files).toEqual(["a"]);
  });

  it("ignores a folder .git that is no repository", async () => {
    repository.commit("first", { "a.ts": "" });
    mkdirSync(join(repository.root, "inner/.git"), { recursive: true });
    const { tree } = await read(join(repository.root, "inner"));
    expect(tree).toMatchObject({ root: repository.root, files: ["a.ts"] });
  });

  it("obeys GIT_DIR and GIT_WORK_TREE, as in hooks", async () => {
    repository.commit("first", { "a.ts": "" });
    const elsewhere = createTemporaryFolder();
    const env = {
      ...repository.env,
      GIT_DIR: join(repository.root, ".git"),
      GIT_WORK_TREE: repository.root,
    };
    expect((await read(elsewhere, env)).tree).toMatchObject({ root: repository.root, files: ["a.ts"] });
    rmSync(elsewhere, { recursive: true });
  });

  it.runIf(process.getuid?.() !== 0 && process.platform !== "win32")(
    "says which folder could not be listed",
    async () => {
      repository.commit("first", { "a.ts": "" });
      mkdirSync(join(repository.root, "locked"));
      chmodSync(join(repository.root, "locked"), 0);
      const { problems } = await read();
      chmodSync(join(repository.root, "locked"), 0o700);
      expect(problems).toMatchObject([{ code: "unreadable-file", severity: "warning", path: "locked" }]);
    },
  );
});

describe("the tree without git", () => {
  it("is every file below the folder, one package, and a problem", async () => {
    const folder = createTemporaryFolder();
    mkdirSync(join(folder, "node_modules/x"), { recursive: true });
    mkdirSync(join(folder, "src"));
    for (const path of ["node_modules/x/index.js", "src/a.ts", "z.ts"]) writeFileSync(join(folder, path), "");
    symlinkSync("..", join(folder, "src/loop"));
    const { tree, problems } = await readTree({
      cwd: folder,
      env: { ...process.env, GITHUB_REPOSITORY: "" },
    });
    expect(tree).toEqual({
      root: folder,
      files: ["src/a.ts", "src/loop", "z.ts"],
      hasGit: false,
      packages: [{ name: "root", dir: "", scripts: [] }],
    });
    expect(problems).toMatchObject([{ code: "no-git", severity: "warning" }]);
    rmSync(folder, { recursive: true });
  });

  it("says so when git is not installed", async () => {
    const repository = createRepository();
    repository.write({ "a.ts": "" });
    const { tree, problems } = await readTree({ cwd: repository.root, env: { PATH: "/nowhere" } });
    expect(tree).toMatchObject({ root: repository.root, files: ["a.ts"], hasGit: false });
    expect(problems).toMatchObject([
      { code: "no-git", message: expect.stringContaining("git is not installed") },
    ]);
    repository.cleanup();
  });

  it("passes on what git refuses", async () => {
    const repository = createRepository();
    repository.write({ ".git/config": "[broken" });
    const { tree, problems } = await readTree({ cwd: repository.root, env: repository.env });
    expect(tree.hasGit).toBe(false);
    expect(problems).toMatchObject([{ code: "no-git", message: expect.stringContaining("bad config") }]);
    repository.cleanup();
  });

  it("names safe.directory when the repository belongs to someone else", async () => {
    const repository = createRepository();
    const env = { ...repository.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
    const { problems } = await readTree({ cwd: repository.root, env });
    expect(problems).toMatchObject([{ code: "no-git", remedy: expect.stringContaining("safe.directory") }]);
    repository.cleanup();
  });
});
