import type { Decision, Policy, Report } from "@tollgate/model";
import fc from "fast-check";
import { failingTestsMatter, policy, ruleEntry, tightened } from "./policies.ts";
import { type Job, reportOf, type World, world } from "./world.ts";

/** `decide` with what never changes, or a gate that is wrong on purpose. */
export type Gate = (report: Report, policy: Policy) => Decision;

type MonotoneLaw = "removing evidence" | "adding a failing fact" | "tightening a rule";
type Property = Parameters<typeof fc.assert>[0];

/**
 * Law 5 for a fixed list of expected jobs: what is not allowed is not allowed after it got worse either. Each law as a
 * property of a gate.
 */
export const monotonicity: Readonly<Record<MonotoneLaw, (gate: Gate) => Property>> = {
  "removing evidence": (gate) =>
    fc.property(world, policy, fc.nat(), (given, rules, choice) => {
      const worse = changeJob(given, choice, (job) => ({ ...job, arrived: false }));
      neverAllowedAgain(gate, [reportOf(given), rules], () => [reportOf(worse), rules]);
    }),
  "adding a failing fact": (gate) =>
    fc.property(world, failingTestsMatter, fc.nat(), fc.nat(), (given, rules, fact, choice) => {
      const worse = failingFacts[fact % failingFacts.length]!(given, choice);
      neverAllowedAgain(gate, [reportOf(given), rules], () => [reportOf(worse), rules]);
    }),
  "tightening a rule": (gate) =>
    fc.property(world, policy, fc.nat(), ruleEntry, (given, loose, choice, more) => {
      const report = reportOf(given);
      neverAllowedAgain(gate, [report, loose], () => [report, tightened(loose, choice, more)]);
    }),
};

function neverAllowedAgain(gate: Gate, before: [Report, Policy], after: () => [Report, Policy]): void {
  fc.pre(gate(...before).outcome !== "allow");
  if (gate(...after()).outcome === "allow")
    throw new Error("It is allowed now, and was not before it got worse.");
}

function changeJob(given: World, choice: number, change: (job: Job) => Job): World {
  const at = choice % given.jobs.length;
  return { ...given, jobs: given.jobs.map((job, i) => (i === at ? change(job) : job)) };
}

const failingFacts: readonly ((given: World, choice: number) => World)[] = [
  (given, choice) => changeJob(given, choice, (job) => ({ ...job, tests: [...job.tests, "failed"] })),
  (given, choice) =>
    changeJob(given, choice, (job) => ({
      ...job,
      tests: job.tests.map((status) => (status === "passed" ? "failed" : status)),
    })),
  (given, choice) =>
    changeJob(given, choice, (job) => ({
      ...job,
      verdict: job.verdict === "passed" ? "failed" : "interrupted",
    })),
  (given, choice) => changeJob(given, choice, (job) => ({ ...job, readable: false })),
  (given, choice) => changeJob(given, choice, (job) => ({ ...job, found: [...job.found, "error"] })),
  (given, choice) =>
    changeJob(given, choice, (job) => ({ ...job, hits: job.hits.map((hits, i) => (i === 0 ? 0 : hits)) })),
  uncoveredLine,
  hiddenLine,
  lostLine,
];

/** One more line outside the change that no test runs any more. */
function lostLine(given: World, choice: number): World {
  const owner = choice % 2 === 0 ? "@shop/api" : "@shop/web";
  return { ...given, lost: { ...given.lost, [owner]: given.lost[owner] + 1 } };
}

/** One more line at the front of a package's file, changed and covered by nobody. The first line would be evidence. */
function uncoveredLine(given: World, choice: number): World {
  const owner = choice % 2 === 0 ? "@shop/api" : "@shop/web";
  if (given.lines[owner] === 0) return given;
  return {
    ...given,
    jobs: given.jobs.map((job) => (job.package === owner ? { ...job, hits: [0, ...job.hits] } : job)),
    lines: { ...given.lines, [owner]: given.lines[owner] + 1 },
    changed: { ...given.changed, [owner]: given.changed[owner] + 1 },
  };
}

/** One more changed line that no report knows. */
function hiddenLine(given: World, choice: number): World {
  const owner = choice % 2 === 0 ? "@shop/api" : "@shop/web";
  return { ...given, hidden: { ...given.hidden, [owner]: given.hidden[owner] + 1 } };
}
