import {
  bundleOf,
  digestOf,
  type Evidence,
  type Expectation,
  type RunManifest,
  type TestStatus,
} from "@tollgate/model";
import type { PackageInputs } from "@tollgate/workspace";
import { describe, expect, it } from "vitest";
import { chooseReused } from "./choose-reused.ts";

const head = "a".repeat(40);
const base = "b".repeat(40);
const hash = digestOf("inputs");

const packages = ["", "packages/api", "packages/web"].map((dir) => ({
  name: dir || "shop",
  dir,
  scripts: [],
}));
const unit: Expectation = {
  package: "packages/web",
  kind: "unit",
  from: "turbo",
  because: "it has a script",
  task: "packages/web#test:unit",
  required: true,
};

describe("evidence of the base", () => {
  it("stands for a package of which nothing came, without its runs", () => {
    const { items, reason } = choose([told({ runs: [aRun("passed")] })]);
    expect(reason).toBeUndefined();
    expect(items).toMatchObject([
      {
        commit: head,
        runs: [],
        reused: { commit: base, from: "base", packages: [{ name: "packages/web", inputHash: hash }] },
      },
    ]);
  });

  it("brings the failures that it has", () => {
    const { items } = choose([told({ cases: ["failed"], runs: [aRun("failed")] })]);
    expect(items[0]?.tests?.cases).toMatchObject([{ status: "failed" }]);
  });

  it("of a runner at the root brings the package's tests alone, and none of its coverage", () => {
    const all = told({ owner: "shop", cases: ["passed", "passed"] });
    const [first, second] = all.tests!.cases;
    const item = {
      ...all,
      tests: { entries: 2, cases: [first!, { ...second!, package: "packages/api" }] },
      coverage: { files: [coverageOf("packages/web/a.ts")] },
    };
    const { items } = choose([item]);
    expect(items[0]?.tests?.cases).toEqual([first]);
    expect(items[0]?.coverage).toBeUndefined();
  });

  it("brings coverage of the package's own runner, also of other files that are the same", () => {
    const { tests: _tests, ...rest } = told();
    const files = [coverageOf("packages/web/a.ts"), coverageOf("packages/api/same.ts")];
    const { items } = choose([told(), { ...rest, id: digestOf("coverage"), coverage: { files } }]);
    expect(items.map(({ coverage }) => coverage?.files.map(({ path }) => path))).toContainEqual([
      "packages/web/a.ts",
      "packages/api/same.ts",
    ]);
  });

  it.each([
    [
      "whose own coverage reaches a file that differs",
      { input: "packages/api/b.ts" },
      "its coverage in reports/lcov.info reaches packages/api/b.ts, which is not known to be the same here",
    ],
    [
      "whose own coverage is cut off",
      { input: "packages/web/a.ts", status: "partial" as const },
      "reports/lcov.info could not be read completely there",
    ],
    [
      "whose own coverage is of a dirty checkout",
      { input: "packages/web/a.ts", dirty: true },
      "its checkout had changed or new files",
    ],
  ])("%s does not", (_, { input, ...more }, doubt) => {
    const { tests: _tests, ...rest } = told();
    const { items, reason } = choose([
      told(),
      {
        ...rest,
        ...more,
        id: digestOf("coverage"),
        input: { ...rest.input, path: "reports/lcov.info" },
        coverage: { files: [coverageOf(input)] },
      },
    ]);
    expect(items).toEqual([]);
    expect(reason).toMatch(new RegExp(`, but ${doubt}$`));
  });

  it.each([
    ["of a dirty checkout", [{ ...told(), dirty: true }], "its checkout had changed or new files"],
    [
      "that is cut off",
      [{ ...told(), status: "partial" as const }],
      "reports/unit.xml could not be read completely there",
    ],
    [
      "whose run failed outside its tests",
      [told({ runs: [aRun("failed")] })],
      "its run failed outside its tests there",
    ],
    [
      "whose run was interrupted",
      [told({ runs: [aRun("interrupted")], cases: ["failed"] })],
      "its run was interrupted there",
    ],
    [
      "of which a shard is missing",
      [told({ shard: { index: 1, total: 2 } })],
      "shard 2 of 2 is missing there",
    ],
    [
      "that ran nothing",
      [told({ cases: ["skipped"] })],
      "results of unit tests of packages/web are missing there (the only one was skipped)",
    ],
  ])("%s does not", (_, evidence, doubt) => {
    const { items, reason } = choose(evidence);
    expect(items).toEqual([]);
    expect(reason).toBe(`base has unit tests of packages/web of commit ${base.slice(0, 12)}, but ${doubt}`);
  });

  it("does not where the inputs differ, and says so", () => {
    expect(choose([told()], { same: false, reason: "its inputs differ" }).reason).toMatch(
      /, but its inputs differ$/,
    );
  });

  it("does not where anything of the package came, or its run failed here", () => {
    for (const own of [
      told({ commit: head, cases: ["skipped"] }),
      { ...told({ commit: head, cases: [] }), status: "invalid" as const },
      {
        ...told({ commit: head, owner: "packages/api", runs: [aRun("failed")] }),
        tests: { entries: 0, cases: [] },
      },
    ])
      expect(choose([told()], undefined, [own]).items).toEqual([]);
  });
});

it("a given report of another commit stands only as a whole", () => {
  const item = told({ owner: "packages/web", cases: ["passed", "passed"] });
  const rejected: Evidence = { ...item, status: "invalid", tests: { entries: 0, cases: [] } };
  const choosing = (given: Evidence) =>
    chooseReused(bundleOf([rejected]), { ...options(), given: bundleOf([given]) }).bundle.evidence;
  expect(choosing(item)).toMatchObject([{ status: "ok", commit: head, reused: { from: "a given bundle" } }]);
  const [first, second] = item.tests!.cases;
  const mixed = {
    ...item,
    tests: {
      entries: 2,
      cases: [first!, { ...second!, package: "packages/api", file: "packages/api/a.test.ts" }],
    },
  };
  expect(choosing(mixed)).toEqual([rejected]);
});

type Told = {
  readonly commit?: string;
  readonly owner?: string;
  readonly cases?: readonly TestStatus[];
  readonly runs?: readonly RunManifest[];
  readonly shard?: Evidence["origin"]["shard"];
};

function told({
  commit = base,
  owner = "packages/web",
  cases = ["passed"],
  runs = [],
  shard = { index: 1, total: 1 },
}: Told = {}): Evidence {
  const origin = {
    package: owner,
    kind: "unit",
    job: "",
    shard,
    attempt: 1,
    environment: [],
    invocation: "reports",
  };
  const digest = digestOf(JSON.stringify([origin, cases, commit]));
  return {
    ...{ id: digest, origin, commit, runs },
    input: { path: "reports/unit.xml", bytes: 1, digest, format: "junit-xml" },
    status: "ok",
    problems: [],
    tests: {
      entries: cases.length,
      cases: cases.map((status, i) => ({
        package: "packages/web",
        suite: [],
        name: `${i}`,
        status,
        details: [],
      })),
    },
  };
}

function coverageOf(path: string) {
  const map = { statements: [], functions: [], branches: [] };
  return { path, package: "packages/web", map, counts: new Float64Array(), excluded: [] } as never; // only its path is looked at
}

function aRun(verdict: RunManifest["verdict"]): RunManifest {
  return {
    package: "packages/web",
    kind: "unit",
    source: "turbo",
    task: "packages/web#test:unit",
    verdict,
    errors: [],
  };
}

function options(compared?: ReturnType<PackageInputs["compare"]>) {
  return {
    ...{ expectations: [unit], packages, headSha: head, given: bundleOf([]) },
    inputs: {
      compare: () => compared ?? { same: true as const, inputHash: hash },
      isInput: (_: string, path: string) => path.startsWith("packages/web/"),
      isSameFile: (path: string) => path.endsWith("same.ts"),
    },
  };
}

function choose(
  evidence: readonly Evidence[],
  compared?: ReturnType<PackageInputs["compare"]>,
  own: readonly Evidence[] = [],
) {
  const { bundle, notReused } = chooseReused(bundleOf(own), {
    ...options(compared),
    base: { how: "base", evidence },
  });
  return { items: bundle.evidence.filter(({ reused }) => reused !== undefined), reason: notReused.get(unit) };
}
