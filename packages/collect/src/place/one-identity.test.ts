import { type Origin, packageFinder, type RepoTree, type TestCase, testIdentity } from "@tollgate/model";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { RawTest } from "../reader.ts";
import { emptyRecords } from "../records.ts";
import { cleanPath } from "./clean-path.ts";
import { placeRecords } from "./place-records.ts";
import { createPathResolver } from "./resolve-paths.ts";

/* One run, told with every spelling of its paths, by every shard, attempt and machine: each test has one identity. */

const tracked = [
  "packages/api/src/index.test.ts",
  "packages/api/src/cart/add item.test.ts",
  "packages/api/src/cart/[id].test.ts",
  "packages/api/src/cart/50%#ü.test.ts",
  "packages/api/test/deep/er/index.test.ts",
];
const compiled = ["packages/api/dist/index.test.js", "packages/api/dist/cart/total.test.js"];
const tree: RepoTree = {
  root: "/home/ci/shop",
  hasGit: true,
  files: [...tracked, "package.json", "packages/api/package.json", "packages/web/src/index.test.ts"].sort(),
  packages: [
    { name: "shop", dir: "", scripts: [] },
    { name: "@shop/api", dir: "packages/api", scripts: [] },
    { name: "@shop/web", dir: "packages/web", scripts: [] },
  ],
};

type Spelling = (path: string) => string;

const absolutes = [
  "/home/ci/shop",
  "/builds/group/shop",
  "/app",
  "C:/a/shop/shop",
  "d:/w",
  "//server/share/shop",
];
const below =
  (root: string): Spelling =>
  (path) =>
    `${root}/${path}`;
const fileUrl =
  (root: string): Spelling =>
  (path) =>
    `file://${root.startsWith("/") ? "" : "/"}${root}/${path.split("/").map(encodeURIComponent).join("/")}`;
const backslashed =
  (spell: Spelling): Spelling =>
  (path) =>
    spell(path).replaceAll("/", "\\");
const mixed =
  (spell: Spelling): Spelling =>
  (path) =>
    spell(path).replace(/\/([^/]*)$/, "\\$1");
const inPackage: Spelling = (path) => path.replace("packages/api/", "");

const spellings: readonly Spelling[] = [
  ...absolutes.flatMap((root) => [below(root), backslashed(below(root)), mixed(below(root))]),
  ...absolutes.filter((root) => !root.startsWith("//")).map(fileUrl),
  ...["C:/a/shop/shop", "d:/w"].map((root) => (path: string) => `\\\\?\\${backslashed(below(root))(path)}`),
  (path) => `\\\\?\\UNC\\server\\share\\shop\\${path.replaceAll("/", "\\")}`,
  (path) => path,
  (path) => `./${path}`,
  backslashed((path) => path),
  inPackage,
  (path) => `./${inPackage(path)}`,
  backslashed(inPackage),
  (path) => `src/../${inPackage(path)}`,
];

function origin(members: Partial<Origin> = {}): Origin {
  return {
    package: "@shop/api",
    kind: "unit",
    job: "test",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
    invocation: "packages/api/reports",
    ...members,
  };
}

function identities(tests: readonly RawTest[], from: Origin): readonly string[] {
  const { cases } = placeRecords({ ...emptyRecords(), tests: [...tests] }, from, {
    resolver: createPathResolver(tree, []),
    packageAt: packageFinder(tree.packages),
    tree,
    reportPath: "packages/api/reports/junit.xml",
    mappings: [],
    lookUp: undefined,
  });
  return cases.map((test: TestCase) => testIdentity(test));
}

function told(path: string, spell: Spelling, titles: boolean): RawTest {
  const spelled = spell(path);
  const title = titles
    ? { suite: [spelled, "loads"], name: `reads ${spelled}` }
    : { suite: ["cart"], name: "adds" };
  return { ...title, file: spelled, status: "passed", details: [] };
}

const anOrigin: fc.Arbitrary<Origin> = fc
  .record({
    job: fc.constantFrom("", "test", "test (windows)"),
    shard: fc.constantFrom({ index: 1, total: 2 }, { index: 2, total: 2 }),
    attempt: fc.integer({ min: 1, max: 3 }),
    environment: fc.constantFrom([], ["os=windows"], ["node=22", "os=linux"]),
  })
  .map(origin);

const files = fc.uniqueArray(fc.constantFrom(...tracked, ...compiled), { minLength: 1 });

it("is the same for every spelling of paths, shard, attempt and environment", () => {
  fc.assert(
    fc.property(files, fc.constantFrom(...spellings), anOrigin, (run, spell, from) => {
      const wanted = identities(
        run.map((path) => told(path, (same) => same, false)),
        origin(),
      );
      expect(new Set(wanted).size).toBe(run.length);
      expect(
        identities(
          run.map((path) => told(path, spell, false)),
          from,
        ),
      ).toEqual(wanted);
    }),
    { numRuns: 1_000 },
  );
});

it("is told apart from paths that are only cleaned", () => {
  const only = (spell: Spelling): string => cleanPath(spell(tracked[0]!));
  const run = fc.check(fc.property(fc.constantFrom(...spellings), (spell) => only(spell) === tracked[0]));
  expect(run.failed).toBe(true);
});

it("is the same on every machine where titles name the file by its absolute path", () => {
  const plain = [...tracked, ...compiled].filter((path) => !/[\s#%[\]]/.test(path));
  const absolute = absolutes.flatMap((root) => [below(root), backslashed(below(root))]);
  const wanted = identities(
    plain.map((path) => told(path, below("/home/ci/shop"), true)),
    origin(),
  );
  for (const spell of absolute) {
    expect(
      identities(
        plain.map((path) => told(path, spell, true)),
        origin(),
      ),
    ).toEqual(wanted);
  }
});

it("keeps what only looks like a path of the checkout", () => {
  const [identity] = identities(
    [
      {
        suite: [],
        name: "GET /home/ci/shop/users",
        file: "src/index.test.ts",
        status: "passed",
        details: [],
      },
    ],
    origin(),
  );
  expect(identity).toContain("GET /home/ci/shop/users");
});
