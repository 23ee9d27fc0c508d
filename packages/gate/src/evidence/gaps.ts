import { compareText, type MissingEvidence, type Report, runName, type Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { failedRuns } from "./failed-runs.ts";
import { staleFaultsOf } from "./faults.ts";
import type { Gap } from "./gap.ts";
import { shardGap } from "./missing-shard.ts";
import { inputsWithin, reachOf, type Topic } from "./scope.ts";
import { within } from "./within.ts";

/** What hides evidence about tests, coverage or findings of the scope, what arrived broken first. */
export function gapsOf(
  report: Report,
  scope: Scope,
  topic: "tests" | "coverage" | "findings",
): readonly Gap[] {
  // A linter that failed hides no tests, and a linter is not what hides when tests failed.
  const runs = failedRuns(report, scope).filter(
    ({ run, outside }) => outside && (run.about === "findings") === (topic === "findings"),
  );
  return [
    ...badInputs(report, scope, topic),
    ...lostBundles(report),
    ...runs.map(
      ({ run }): Gap => ({
        cause: "bad",
        what: `${runName(run)} ${run.verdict === "interrupted" ? "was interrupted" : run.about === "findings" ? "did not succeed" : "failed outside its tests"}`,
        remedy: `Mend ${runName(run)} first: what it did not run is not in its reports.`,
      }),
    ),
    ...missingEvidence(report, scope, topic),
  ].sort(compareGaps);
}

/** Inputs that could not be read completely, or are of another commit or run. */
export function badInputs(report: Report, scope: Scope, topic: Topic): readonly Gap[] {
  const bad = inputsWithin(report, scope, topic).filter(({ status }) => status !== "ok");
  const stale = bad.length === 0 ? [] : staleFaultsOf(report, bad);
  const remedies = new Map(stale.map(({ path, remedy }) => [path, remedy]));
  return bad.map(({ input: { path } }) => {
    const remedy = remedies.get(path);
    return {
      cause: "bad",
      what: `the report ${path} ${remedy === undefined ? "could not be read completely" : "is stale"}`,
      remedy: remedy ?? `\`tollgate inspect ${path}\` tells what is wrong with it.`,
    };
  });
}

/** Errors that belong to no input: whose evidence a refused bundle held, nobody knows. */
function lostBundles({ inputs, problems }: Report): readonly Gap[] {
  const paths = new Set<string | undefined>(inputs.map(({ input }) => input.path));
  return problems
    .filter(({ severity, path }) => severity === "error" && !paths.has(path))
    .map(({ message, remedy, path }) => ({
      cause: "bad",
      what: `${path === undefined ? "" : `${path}: `}${asClause(message)}`,
      remedy,
    }));
}

function asClause(sentence: string): string {
  return sentence.replace(/\.$/, "").replace(/^(?:The|A|An) /, (article) => article.toLowerCase());
}

/** Promised and not there. */
export function missingEvidence(report: Report, scope: Scope, topic: Topic): readonly Gap[] {
  const reaches = reachOf(report, scope, topic);
  const holds = within(report, scope);
  const isWanted = (item: MissingEvidence): boolean => {
    if (item.about === undefined || topic === "inputs") return reaches(item);
    if (item.about === "tests") return topic !== "findings" && reaches(item);
    // Which sources the report of a whole package and kind measured, only it tells.
    return topic === item.about && (item.vanished === undefined ? holds(item) : reaches(item));
  };
  return report.missing.filter(isWanted).map((item): Gap => {
    const { what, because, remedy, producer, shard } = item;
    if (shard !== undefined && producer === undefined && topic === "coverage")
      return shardGap(report, scope, item);
    // What a failed or skipped producer left out is no mere absence: waiting brings nothing.
    const cause = producer === undefined ? "absent" : "bad";
    return { cause, what: `${what} did not arrive (${because})`, remedy };
  });
}

/** Broken evidence before absent evidence, then by text: the same on every machine. */
export function compareGaps(a: Gap, b: Gap): number {
  return Number(a.cause === "absent") - Number(b.cause === "absent") || compareText(a.what, b.what);
}

/** The first gap in words, and how many more there are. */
export function gapText(gaps: readonly Gap[]): string {
  const more = gaps.length - 1;
  return `${gaps[0]?.what ?? ""}${more < 1 ? "" : ` (and ${plural(more, "more reason")})`}`;
}
