import { e2eTests, goldenJobs, integrationTests, type Job, paths, range, unitTests } from "./golden.ts";
import { istanbul, junit, sarif, type Told } from "./reports.ts";
import { goldenStage, type Stage } from "./stage.ts";

/** What happens to a run in which everything is well. */
type Fault = (stage: Stage) => Stage;

type Pick = (job: Job, at: number) => boolean;
type Change = (job: Job) => Job | undefined;

const shard2: Pick = (_, at) => at === 1;
const web: Pick = ({ id }) => id === "web";
const node22: Pick = ({ environment }) => environment.includes("node=22");
const e2e: Pick = ({ id }) => id === "e2e";
const integration: Pick = ({ id }) => id === "integration";
const lint: Pick = ({ id }) => id === "lint";
const every: Pick = () => true;

/** Changes the jobs that are picked; `undefined` leaves one out. */
function of(pick: Pick, change: Change): Fault {
  return (stage) => ({
    ...stage,
    jobs: stage.jobs.flatMap((job, at) => (pick(job, at) ? (change(job) ?? []) : [job])),
  });
}

const absent: Change = () => undefined;

function without(...names: readonly string[]): Change {
  return (job) => ({
    ...job,
    files: Object.fromEntries(Object.entries(job.files).filter(([name]) => !names.includes(name))),
  });
}

function rewritten(name: string, content: (text: string) => string | Uint8Array): Change {
  return (job) => ({ ...job, files: { ...job.files, [name]: content(String(job.files[name])) } });
}

const empty = (): string => "";
const cutInHalf = (text: string): string => text.slice(0, text.length / 2);

function toldAs(file: string, path: string, tests: readonly Told[]): Change {
  return rewritten(path, () => junit(file, tests));
}

const cartTest = "packages/api/test/cart.test.ts";
const payTest = "packages/api/test/pay.test.ts";
const shopTest = "e2e/shop.test.ts";
const skippedAll = (tests: readonly Told[]): readonly Told[] =>
  tests.map((test) => ({ ...test, status: "skipped" }));
const withFirst = (tests: readonly Told[], first: Partial<Told>): readonly Told[] =>
  tests.map((test, i) => (i === 0 ? { ...test, ...first } : test));

function and(...faults: readonly Fault[]): Fault {
  return (stage) => faults.reduce((given, fault) => fault(given), stage);
}

const withBranchless: Change = (job) => ({
  ...job,
  files: Object.fromEntries(
    Object.entries(job.files).map(([name, content]) => [
      name,
      name.endsWith(".json")
        ? JSON.stringify(
            Object.fromEntries(
              Object.entries(JSON.parse(String(content)) as Record<string, object>).map(([path, file]) => [
                path,
                { ...file, branchMap: {}, b: {} },
              ]),
            ),
          )
        : content,
    ]),
  ),
});

const coverageNames = Object.values(paths).filter((name) => name.endsWith(".json"));

/** A second attempt of the jobs, after the first. */
function tried(pick: Pick, first: Change): Fault {
  return (stage) => ({
    ...stage,
    jobs: stage.jobs.flatMap((job, at) => {
      if (!pick(job, at)) return [job];
      const before = first(job);
      return [...(before === undefined ? [] : [before]), { ...job, attempt: 2 }];
    }),
  });
}

/** Every fault of the missing-data table, and what else arrives on a bad day. */
export const faults: Readonly<Record<string, Fault>> = {
  "nothing is wrong": (stage) => stage,
  "a shard's bundle is missing": of(shard2, absent),
  "all bundles of the sharded job are missing": of(({ id }) => id === "unit", absent),
  "the bundle of another package is missing": of(web, absent),
  "the e2e bundle is missing": of(e2e, absent),
  "the integration bundle is missing": of(integration, absent),
  "one leg of the matrix is missing": of(node22, absent),
  "a test fails in one leg of the matrix": of(node22, (job) => ({
    ...toldAs(payTest, paths.integration, withFirst(integrationTests, { status: "failed" }))(job)!,
    exitCode: "1",
  })),
  "a test does not run in one leg of the matrix": of(
    node22,
    toldAs(payTest, paths.integration, integrationTests.slice(1)),
  ),
  "tests take three times as long": of(every, (job) => ({
    ...job,
    files: Object.fromEntries(
      Object.entries(job.files).map(([name, content]) => [
        name,
        String(content).replaceAll('time="0.03"', 'time="0.09"'),
      ]),
    ),
  })),
  "a shard's bundle has no report": of(shard2, without(paths.unit, paths.unitCoverage)),
  "a shard's test report is deleted": of(shard2, without(paths.unit)),
  "a shard's coverage is deleted": of(shard2, without(paths.unitCoverage)),
  "a shard's test report is empty": of(shard2, rewritten(paths.unit, empty)),
  "a shard's coverage is empty": of(shard2, rewritten(paths.unitCoverage, empty)),
  "a shard's coverage is an empty map": of(
    shard2,
    rewritten(paths.unitCoverage, () => "{}"),
  ),
  "a shard's test report is cut off": of(shard2, rewritten(paths.unit, cutInHalf)),
  "a shard's coverage is cut off": of(shard2, rewritten(paths.unitCoverage, cutInHalf)),
  "the e2e report is cut off": of(e2e, rewritten(paths.e2e, cutInHalf)),
  "a report has fewer tests than it declares": of(
    shard2,
    rewritten(paths.unit, (text) => text.replace(/ {4}<testcase.*taxes.*\n/, "")),
  ),
  "the e2e report has no test": of(e2e, toldAs(shopTest, paths.e2e, [])),
  "all e2e tests are skipped": of(e2e, toldAs(shopTest, paths.e2e, skippedAll(e2eTests))),
  "a shard's tests are skipped": of(shard2, toldAs(cartTest, paths.unit, skippedAll(unitTests(2)))),
  "the e2e report is a page of HTML": of(
    e2e,
    rewritten(paths.e2e, () => "<!doctype html><html><body>504 Gateway Time-out</body></html>"),
  ),
  "a shard is of another commit": of(shard2, (job) => ({ ...job, at: "other" })),
  "the e2e job is of the base": of(e2e, (job) => ({ ...job, at: "base" })),
  "a newer attempt is cut off": (stage) => ({
    ...stage,
    jobs: stage.jobs.flatMap((job, at) =>
      shard2(job, at) ? [job, { ...rewritten(paths.unit, cutInHalf)(job)!, attempt: 2 }] : [job],
    ),
  }),
  "an older attempt was cut off": tried(shard2, rewritten(paths.unit, cutInHalf)),
  "an older attempt failed": tried(
    shard2,
    toldAs(cartTest, paths.unit, withFirst(unitTests(2), { status: "failed" })),
  ),
  "a bundle arrived twice": (stage) => ({ ...stage, jobs: [...stage.jobs, stage.jobs[1]!] }),
  "a report has one test twice": of(
    shard2,
    toldAs(cartTest, paths.unit, [...unitTests(2), unitTests(2)[0]!]),
  ),
  "a test fails": of(shard2, (job) => ({
    ...toldAs(cartTest, paths.unit, withFirst(unitTests(2), { status: "failed" }))(job)!,
    exitCode: "1",
  })),
  "a test ends in an error": of(shard2, (job) => ({
    ...toldAs(cartTest, paths.unit, withFirst(unitTests(2), { status: "errored" }))(job)!,
    exitCode: "1",
  })),
  "a test fails here and on the base": and(
    of(shard2, (job) => ({
      ...toldAs(cartTest, paths.unit, withFirst(unitTests(2), { status: "failed" }))(job)!,
      exitCode: "1",
    })),
    (stage) => ({
      ...stage,
      base: of(shard2, (job) => ({
        ...toldAs(cartTest, paths.unit, withFirst(unitTests(2), { status: "failed" }))(job)!,
        exitCode: "1",
      }))({ jobs: stage.base! }).jobs,
    }),
  ),
  "a test passes at a later try": of(
    shard2,
    toldAs(cartTest, paths.unit, withFirst(unitTests(2), { flaky: true })),
  ),
  "a test is gone": of(shard2, toldAs(cartTest, paths.unit, unitTests(2).slice(1))),
  "no coverage arrives at all": of(every, without(...coverageNames)),
  "branches are no longer measured": of(every, withBranchless),
  "web has no coverage any more": of(
    (job) => web(job, 0) || e2e(job, 0),
    without(paths.webCoverage, paths.e2eCoverage),
  ),
  "the changed file is not measured": of(
    ({ id }) => id === "unit" || id === "integration",
    (job) => ({
      ...job,
      files: Object.fromEntries(
        Object.entries(job.files).map(([name, content]) => {
          if (!name.endsWith(".json")) return [name, content];
          const map = new Map(Object.entries(JSON.parse(String(content)) as Record<string, object>));
          map.delete("packages/api/src/price.ts");
          return [name, JSON.stringify(Object.fromEntries(map))];
        }),
      ),
    }),
  ),
  "the changed lines are uncovered": of(
    shard2,
    rewritten(paths.unitCoverage, () =>
      istanbul([
        { path: "packages/api/src/cart.ts", lines: 10, hit: range(5, 9) },
        { path: "packages/api/src/price.ts", lines: 10, hit: range(4, 6) },
      ]),
    ),
  ),
  "no base report is given": ({ base: _base, ...stage }) => stage,
  "the base commit is not in the clone": ({ base: _base, ...stage }) => ({ ...stage, hasBase: false }),
  "the base report lacks a job": (stage) => ({
    ...stage,
    base: stage.base!.filter(({ id }) => id !== "unit"),
  }),
  "a shard's runner failed outside its tests": of(shard2, (job) => ({ ...job, exitCode: "1" })),
  "the e2e runner failed before its first test": of(e2e, (job) => ({
    ...without(paths.e2e, paths.e2eCoverage)(job)!,
    exitCode: "1",
  })),
  "a bundle is cut off": of(shard2, (job) => ({
    ...job,
    damage: (bytes) => bytes.subarray(0, bytes.length / 2),
  })),
  "a bundle is empty": of(e2e, (job) => ({ ...job, damage: () => new Uint8Array() })),
  "a bundle has a flipped bit": of(shard2, (job) => ({
    ...job,
    damage: (bytes) => bytes.map((byte, i) => (i === Math.floor(bytes.length / 2) ? byte ^ 16 : byte)),
  })),
  "coverage has code behind the end of a file": of(
    web,
    rewritten(paths.webCoverage, () =>
      istanbul([{ path: "packages/web/src/page.ts", lines: 12, hit: range(1, 12) }]),
    ),
  ),
  "coverage is of files that nobody has": of(
    web,
    rewritten(paths.webCoverage, () => istanbul([{ path: "src/gone.ts", lines: 8, hit: range(1, 8) }])),
  ),
  "the lint report is missing": of(lint, without(paths.lint)),
  "the lint report is cut off": of(lint, rewritten(paths.lint, cutInHalf)),
  "the linter crashed": of(
    lint,
    rewritten(paths.lint, () => sarif([], { succeeded: false })),
  ),
  "the linter finds an error": of(
    lint,
    rewritten(paths.lint, () => sarif([{ level: "error", path: "packages/api/src/price.ts", line: 9 }])),
  ),
  "the clock is years ahead": (stage) => ({ ...stage, now: Date.UTC(2031, 0, 1) }),
  "the clock is years behind": (stage) => ({ ...stage, now: Date.UTC(2001, 0, 1) }),
  "the judged checkout is not clean": (stage) => ({
    ...stage,
    changed: { "packages/web/src/page.ts": "export const g1 = 1;\n" },
  }),
  "nothing arrives at all": (stage) => ({
    ...stage,
    jobs: [{ ...goldenJobs("head")[0]!, files: {} }].map(({ exitCode: _code, ...job }) => job),
  }),
};

/** The golden set with a fault. */
export function stageOf(name: string): Stage {
  return faults[name]!(goldenStage());
}
