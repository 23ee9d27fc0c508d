import type { RunManifest } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { type CaseSink, createCaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import type { JsonDocument } from "../json/document.ts";
import { lostResults, missingField, moreFailures, testsDropped } from "../json/doubts.ts";
import { isMembers, type Members, own, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";
import { failedRun, notAnObject } from "../json/problems.ts";
import { readShard } from "../json/read-shard.ts";
import { showValue } from "../json/show-value.ts";
import { emptyShard, noTests } from "../no-tests.ts";
import { cleanPath, isAbsolute } from "../place/clean-path.ts";
import { type Doubt, quote, times } from "../problem-tally.ts";
import type { Sink } from "../reader.ts";
import { didNotRun, type Outcome, readTest } from "./read-test.ts";
import { type PlacedSpec, walkSpecs } from "./walk-specs.ts";

/** Reads Playwright's JSON: tests with their tries for each project, errors outside tests, the shard. */
export function readReport({ value, whole }: JsonDocument, sink: Sink): void {
  if (!isMembers(value)) {
    sink.problem(notAnObject(value));
    return;
  }
  const cases = createCaseSink(sink);
  const config = ownMembers(value, "config") ?? {};
  const version = ownText(config, "version");
  sink.producer(version === undefined ? "Playwright" : `Playwright ${version}`);
  const shard = readShard(ownMembers(config, "shard"), "current");
  if (shard !== undefined) sink.shard(shard);

  const suites = ownList(value, "suites");
  if (suites === undefined && whole) cases.doubt(lostResults, `"suites"`);
  const seen: Seen = { unexpected: 0, flaky: 0, notRun: 0, interrupted: 0 };
  for (const placed of walkSpecs(suites ?? [], whole, cases.doubt))
    readSpec(placed, { config, whole, cases, seen });

  const errors = errorsOf(value, whole, cases);
  const verdict = verdictOf(config, errors, seen);
  // A cut report tells a failure, but not that there was none: errors and statistics stand at its end.
  if (whole || verdict === "failed") sink.run({ source: "playwright", verdict, ...startOf(value), errors });
  if (whole) {
    compareTotals(value, cases);
    if (cases.cases === 0) sink.problem(shard !== undefined && shard.total > 1 ? emptyShard : noTests);
    if (verdict !== "passed" && cases.failing === 0) sink.problem(failedRun("Playwright", verdict, errors));
  }
  cases.close();
}

/** What counts for the verdict on the run. */
type Seen = { unexpected: number; flaky: number; notRun: number; interrupted: number };

type SpecContext = {
  readonly config: Members;
  readonly whole: boolean;
  readonly cases: CaseSink;
  readonly seen: Seen;
};

/** A spec holds its test once for each project, and for each repetition. */
function readSpec({ spec, suite, file }: PlacedSpec, { config, whole, cases, seen }: SpecContext): void {
  const title = ownText(spec, "title");
  if (title === undefined && !whole) return;
  if (title === undefined) cases.doubt(missingField, `the "title" of a spec`);
  const name = cleanName(title ?? "");
  const where = quote(name);
  const path = pathOf(ownText(config, "rootDir"), ownText(spec, "file") ?? file);
  const tests = ownList(spec, "tests");
  if (tests === undefined && whole) cases.doubt(lostResults, `"tests" of ${where}`);
  const failingBefore = cases.failing;
  for (const test of tests ?? []) {
    if (!isMembers(test)) {
      cases.doubt(lostResults, `a test of ${where} that is ${showValue(test)}`);
      continue;
    }
    const environment = cleanName(ownText(test, "projectName") ?? "");
    const outcome = readTest(test, where, whole, cases);
    note(test, outcome, seen);
    cases.add({
      ...(path === undefined ? {} : { file: path }),
      suite,
      name,
      ...(environment === "" ? {} : { environment }),
      ...cases.line(spec),
      ...outcome,
    });
  }
  if (own(spec, "ok") === false && cases.failing === failingBefore) cases.doubt(failedSpec, where);
}

/** Playwright calls a spec ok when none of its tests was unexpected. */
const failedSpec: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "spec is", "specs are")} called not ok, and no test of ${count === 1 ? "it" : "them"} failed: results are missing or were changed.`,
  remedy: "Look at what changes the report behind Playwright, and at the log of the run.",
};

function note(test: Members, outcome: Outcome, seen: Seen): void {
  if (outcome.status === "failed") seen.unexpected++;
  if (outcome.status === "errored") seen.interrupted++;
  if (own(test, "status") === "flaky") seen.flaky++;
  if (didNotRun(test, outcome)) seen.notRun++;
}

/** Files are told relative to the root that the configuration names. */
function pathOf(root: string | undefined, file: string | undefined): string | undefined {
  if (file === undefined || file === "") return undefined;
  const name = cleanName(file);
  return root === undefined || root === "" || isAbsolute(cleanPath(name))
    ? name
    : `${cleanName(root)}/${name}`;
}

/**
 * Playwright's JSON has no verdict; it follows from what makes the runner exit with another code than 0. Tests that
 * were to run and did not, with nothing failed, mean that a signal came first, or that they were only listed.
 */
function verdictOf(config: Members, errors: readonly string[], seen: Seen): RunManifest["verdict"] {
  const isFlakyFailure = own(config, "failOnFlakyTests") === true && seen.flaky > 0;
  if (errors.length > 0 || seen.unexpected > 0 || isFlakyFailure) return "failed";
  return seen.interrupted > 0 || seen.notRun > 0 ? "interrupted" : "passed";
}

/** Errors outside any test: set-up of the run, files that do not load, limits. */
function errorsOf(root: Members, whole: boolean, cases: CaseSink): readonly string[] {
  const errors = ownList(root, "errors");
  if (errors === undefined && whole) cases.doubt(lostResults, `"errors"`);
  return (errors ?? []).map((error) => {
    const text = isMembers(error) ? (ownText(error, "message") ?? ownText(error, "value")) : undefined;
    return cutText(text ?? `An error that is ${showValue(error)}.`);
  });
}

function startOf(root: Members): { readonly startedAt?: number } {
  const told = ownText(ownMembers(root, "stats") ?? {}, "startTime");
  const startedAt = told === undefined ? Number.NaN : Date.parse(told);
  return startedAt >= 0 ? { startedAt } : {};
}

function compareTotals(root: Members, cases: CaseSink): void {
  const stats = ownMembers(root, "stats");
  if (stats === undefined) {
    cases.doubt(missingField, `"stats"`);
    return;
  }
  const unexpected = ownInteger(stats, "unexpected", 0) ?? 0;
  if (unexpected > cases.failing)
    cases.doubt(
      moreFailures,
      `"unexpected", which is ${unexpected} where ${cases.failing} stand in the file`,
    );
  const declared = ["expected", "unexpected", "flaky", "skipped"].reduce(
    (sum, name) => sum + (ownInteger(stats, name, 0) ?? 0),
    0,
  );
  if (declared > cases.entries)
    cases.doubt(testsDropped, `"stats", which counts ${declared} where ${cases.entries} stand in the file`);
}
