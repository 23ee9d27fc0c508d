import {
  type CoverageMap,
  mapDigest,
  noBranches,
  noFunctions,
  type Origin,
  packageFinder,
  type RepoTree,
} from "@tollgate/model";
import { describe, expect, it } from "vitest";
import type { RawFileCoverage, RawTest } from "../reader.ts";
import { emptyRecords } from "../records.ts";
import { type PlacedRecords, placeRecords } from "./place-records.ts";
import { createPathResolver } from "./resolve-paths.ts";

const tree: RepoTree = {
  root: "/repo",
  hasGit: true,
  files: ["packages/api/src/cart.ts", "packages/api/src/index.ts", "packages/web/src/index.ts"],
  packages: [
    { name: "@shop/api", dir: "packages/api", scripts: [] },
    { name: "@shop/web", dir: "packages/web", scripts: [] },
    { name: "shop", dir: "", scripts: [] },
  ],
};

const origin: Origin = {
  package: "@shop/api",
  kind: "unit",
  job: "",
  shard: { index: 1, total: 1 },
  attempt: 1,
  environment: [],
  invocation: "",
};

const shape: Omit<CoverageMap, "digest"> = {
  precision: "lines",
  statements: Int32Array.of(1, -1, -1, -1),
  functions: noFunctions,
  branches: noBranches,
  conditions: new Int32Array(0),
};

function coverageOf(path: string): RawFileCoverage {
  return { path, map: { ...shape, digest: mapDigest(shape) }, counts: Float64Array.of(1) };
}

function testIn(file?: string): RawTest {
  return { ...(file === undefined ? {} : { file }), suite: [], name: "adds", status: "passed", details: [] };
}

function place(
  content: { readonly tests?: readonly RawTest[]; readonly files?: readonly RawFileCoverage[] },
  reportPath = "packages/api/coverage/lcov.info",
  from: Partial<Origin> = {},
  inRepository = true,
): PlacedRecords {
  const withTree = inRepository ? tree : undefined;
  const records = {
    ...emptyRecords(),
    tests: [...(content.tests ?? [])],
    files: [...(content.files ?? [])],
  };
  const resolver = withTree === undefined ? undefined : createPathResolver(withTree, []);
  const packageAt = packageFinder(withTree?.packages ?? []);
  return placeRecords(
    records,
    { ...origin, ...from },
    { resolver, packageAt, tree: withTree, reportPath, mappings: [], lookUp: undefined },
  );
}

describe("coverage", () => {
  it("belongs to the package that owns the file, not to the one that ran", () => {
    const { files, problems } = place({
      files: [
        coverageOf("src/cart.ts"),
        coverageOf("../web/src/index.ts"),
        coverageOf("/repo/packages/api/src/index.ts"),
      ],
    });
    expect(files.map(({ path, package: owner }) => [path, owner])).toEqual([
      ["packages/api/src/cart.ts", "@shop/api"],
      ["packages/web/src/index.ts", "@shop/web"],
      ["packages/api/src/index.ts", "@shop/api"],
    ]);
    expect(problems).toEqual([]);
  });

  it("of one file under two spellings is one file", () => {
    const { files } = place({ files: [coverageOf("src/cart.ts"), coverageOf(".\\src\\cart.ts")] });
    expect(files).toHaveLength(1);
  });

  it("outside the repository is not counted, and said once", () => {
    const { files, problems } = place({
      files: ["../../../../etc/passwd", "__proto__", "/usr/include/c++/12/bits/stl.h", "src/cart.ts"].map(
        coverageOf,
      ),
    });
    expect(files.map(({ path }) => path)).toEqual(["packages/api/src/cart.ts"]);
    expect(problems).toMatchObject([
      {
        code: "unmapped-path",
        severity: "warning",
        message: expect.stringContaining("3 of 4 measured files"),
      },
    ]);
  });

  it.each([
    ["a relative path", "src/gone.ts"],
    ["a path below the checkout", "/repo/packages/api/src/gone.ts"],
    ["a path beside a found file of another root", "/ci/packages/api/src/gone.ts"],
  ])("of %s that is lost is an error", (_what, path) => {
    const { problems } = place({ files: [path, "/ci/packages/api/src/cart.ts"].map(coverageOf) });
    expect(problems).toMatchObject([
      {
        code: "unmapped-path",
        severity: "error",
        message: expect.stringContaining(`1 of 2 measured files are not in the repository ("${path}")`),
      },
    ]);
  });

  it.each([
    "dist/cart.js",
    "/repo/packages/api/build/cart.js",
    "/repo/node_modules/x/index.js",
    "\0virtual:styles.css",
    "virtual:x.ts",
    "src/routes.gen.ts",
    ".next/server/page.js",
    "/usr/include/stl.h",
    "<string>.py",
  ])("of %s, which is generated or foreign, is a warning", (path) => {
    const { problems } = place({ files: [path, "src/cart.ts"].map(coverageOf) });
    expect(problems).toMatchObject([{ code: "unmapped-path", severity: "warning" }]);
  });

  it("that is lost and foreign is told apart", () => {
    const { problems } = place({ files: ["src/gone.ts", "dist/a.js", "src/cart.ts"].map(coverageOf) });
    expect(problems.map(({ severity }) => severity)).toEqual(["error", "warning"]);
  });

  it("of which no file is in the repository makes the report unusable", () => {
    const { files, problems } = place({ files: [coverageOf("/app/dist/a.js")] });
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ code: "unmapped-path", severity: "error" }]);
  });

  it("that may be of several files is an error with a mapping that decides", () => {
    const { files, problems } = place({ files: [coverageOf("src/index.ts")] }, "lcov.info", {
      package: "shop",
    });
    expect(files).toEqual([]);
    expect(problems).toMatchObject([
      {
        code: "ambiguous-path",
        severity: "error",
        message:
          '"src/index.ts" may be packages/api/src/index.ts or packages/web/src/index.ts; its coverage is not counted.',
        remedy: expect.stringContaining('{ from: "src/index.ts", to: "packages/api/src/index.ts" }'),
      },
    ]);
  });

  it("is of no package where the report tells modules, so only a mapping decides", () => {
    const remedyOf = (modules: readonly string[]): string | undefined =>
      place(
        { files: [{ ...coverageOf("src/index.ts"), inSourceRoot: { modules, path: "src/index.ts" } }] },
        "coverage/jacoco.xml",
        { package: "shop" },
      ).problems[0]?.remedy;
    expect(remedyOf([])).toContain("or set `package`");
    expect(remedyOf(["shop-api"])).toMatch(/to: "packages\/api\/src\/index\.ts" }\]`\.$/);
  });
});

describe("tests", () => {
  it("belong to the package that owns their file", () => {
    const { cases } = place({ tests: [testIn("../web/src/index.ts"), testIn()] });
    expect(cases.map(({ package: owner, file }) => [owner, file])).toEqual([
      ["@shop/web", "packages/web/src/index.ts"],
      ["@shop/api", undefined],
    ]);
  });

  it.each<[what: string, more: Partial<RawTest>]>([
    ["that say no more than most", { durationUs: 7 }],
    ["of no time", {}],
    ["that stand for several entries", { durationUs: 7, entries: 3 }],
    ["on a line", { durationUs: 7, line: 4 }],
    ["with attachments", { durationUs: 7, attachments: [{ name: "log", path: "log.txt", state: "named" }] }],
  ])("%s are the same with room for their package and without", (_what, more) => {
    for (const file of [undefined, "src/cart.ts", "unknown.ts"]) {
      const test = { ...testIn(file), ...more };
      const { cases } = place({ tests: [{ package: undefined, ...test }] });
      expect(cases).toStrictEqual(place({ tests: [{ ...test }] }).cases);
    }
  });

  it("of a file that git does not have stand where their package is", () => {
    const { cases, problems } = place({
      tests: [testIn("dist\\a.test.js"), testIn("packages/web/dist/b.test.js"), testIn("../../../c.test.js")],
    });
    expect(cases.map(({ package: owner, file }) => [owner, file])).toEqual([
      ["@shop/api", "packages/api/dist/a.test.js"],
      ["@shop/web", "packages/web/dist/b.test.js"],
      ["@shop/api", "../../../c.test.js"],
    ]);
    expect(problems).toEqual([]);
  });
});

it("keeps paths as written, cleaned, where there is no repository", () => {
  const { cases, files } = place(
    { tests: [testIn("./src\\a.test.ts")], files: [coverageOf("file:///x/./a.ts")] },
    "lcov.info",
    { package: "" },
    false,
  );
  expect(cases[0]!.file).toBe("src/a.test.ts");
  expect(files[0]!.path).toBe("/x/a.ts");
});
