import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { columns, policyOf } from "./columns.ts";
import { createShop, goldenJobs, type Job, type Shop } from "./golden.ts";
import { junit, type Told } from "./reports.ts";
import { createRunner, type Runner } from "./stage.ts";

/** Complete evidence that differs from the golden set as every healthy run does: it must be allowed. */

let shop: Shop;
let runner: Runner;
beforeAll(() => {
  shop = createShop(policyOf(columns));
  runner = createRunner(shop);
});
afterAll(() => runner.cleanup());

type Healthy = {
  /** Keys to sort the jobs by: bundles arrive in any order. */
  readonly order: readonly number[];
  /** Which bundles arrive a second time. */
  readonly twice: readonly number[];
  /** Which jobs were tried before, and left half a report. */
  readonly again: readonly number[];
  /** How many tests each job has more than on the base. */
  readonly more: readonly number[];
  /** Seconds of each of those. */
  readonly seconds: number;
};

const seven = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.array(arbitrary, { minLength: 7, maxLength: 7 });

const healthy: fc.Arbitrary<Healthy> = fc.record({
  order: seven(fc.nat()),
  twice: fc.subarray([0, 1, 2, 3, 4, 5, 6]),
  again: fc.subarray([0, 1, 2, 5], { maxLength: 1 }),
  more: seven(fc.nat(2)),
  seconds: fc.constantFrom(0.001, 0.04),
});

function jobsOf({ order, twice, again, more, seconds }: Healthy): readonly Job[] {
  const jobs = goldenJobs("head").map((job, at) => {
    // Both legs of the matrix run the same tests.
    return withMore(job, more[job.environment.length > 0 ? 3 : at] ?? 0, seconds);
  });
  const first = jobs.flatMap((job, at) => (again.includes(at) ? [cutOff(job)] : []));
  const last = jobs.map((job, at) => (again.includes(at) ? { ...job, attempt: 2 } : job));
  return [...first, ...last, ...last.filter((_, at) => twice.includes(at))]
    .map((job, at) => ({ job, key: (order[at % 7] ?? 0) + at }))
    .sort((a, b) => a.key - b.key)
    .map(({ job }) => job);
}

function withMore(job: Job, count: number, seconds: number): Job {
  const told: readonly Told[] = Array.from({ length: count }, (_, i) => ({ name: `new ${i}`, seconds }));
  return { ...job, files: { ...job.files, ...extraReport(job, told) } };
}

/** The runner was stopped while it wrote. */
function cutOff(job: Job): Job {
  const halves = Object.entries(job.files).map(([name, content]) => [
    name,
    name.endsWith(".xml") ? String(content).slice(0, String(content).length / 2) : content,
  ]);
  return { ...job, exitCode: "1", files: Object.fromEntries(halves) };
}

/** A second report of the job, beside the one that it has. */
function extraReport(job: Job, told: readonly Told[]): Readonly<Record<string, string>> {
  const report = Object.keys(job.files).find((name) => name.endsWith(".xml"));
  if (report === undefined || told.length === 0) return {};
  const path = report.replace("junit.xml", "junit-more.xml");
  const test = path.replace(/\/reports\/.*/, `/test/more-${job.shard?.charAt(0) ?? 0}.test.ts`);
  return { [path]: junit(test, told) };
}

it("is allowed each time of 200", async () => {
  const cases = fc.sample(healthy, { seed: 2026, numRuns: 200 });
  const refused: string[] = [];
  for (const given of cases) {
    const { decision } = await runner.run({ jobs: jobsOf(given), base: goldenJobs("base") });
    if (decision.outcome !== "allow") refused.push(decision.summary);
  }
  expect(refused).toEqual([]);
});
