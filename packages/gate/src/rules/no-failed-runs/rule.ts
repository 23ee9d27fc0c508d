import { compareText, type RunManifest, runName, type Scope, type Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { type FailedRun, failedRuns } from "../../evidence/failed-runs.ts";
import { badInputs, compareGaps, missingEvidence } from "../../evidence/gaps.ts";
import { reachOf } from "../../evidence/scope.ts";
import { atMost, countedOf, endsOf, type Interval } from "../../interval.ts";
import { judgementOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";

export const noFailedRuns: Rule = {
  id: "no-failed-runs",
  title: "No failed runs",
  builtIn: true,
  topic: "runs",
  options: {},
  about,
  judge({ report, scope }: RuleContext): Judgement {
    const total = report.runs.filter(reachOf(report, scope, "runs")).length;
    const failed = failedRuns(report, scope);
    const outside = failed.filter((item) => item.outside);
    const gaps = [...badInputs(report, scope, "runs"), ...missingEvidence(report, scope, "runs")].sort(
      compareGaps,
    );
    const violations = outside.flatMap(violationsOf).sort((a, b) => compareText(a.message, b.message));
    const interval = countedOf(outside.length, gaps.length === 0);
    return judgementOf({
      answer: atMost(interval, 0),
      sentence: sentenceOf(total, failed),
      facts: [fact(scope, interval, total)],
      violations,
      remedy: remedyOf(outside[0]),
      gaps,
    });
  },
};

function sentenceOf(total: number, failed: readonly FailedRun[]): string {
  const outside = failed.filter((item) => item.outside).length;
  if (outside > 0) return `${outside} of ${plural(total, "run")} failed outside the tests`;
  if (total === 0) return "No runner told how its run ended, so there is nothing to judge";
  if (failed.length > 0)
    return `${failed.length} of ${plural(total, "run")} failed, which failing tests account for`;
  return total === 1 ? "The one run that was told succeeded" : `All ${total} runs succeeded`;
}

function remedyOf(first: FailedRun | undefined): string {
  const name = first === undefined ? "the run" : runName(first.run);
  const again =
    first?.run.source === "command"
      ? " Run it again when that is mended: until then its record in `.tollgate/runs/` stands."
      : "";
  return `Look at the log of ${name}: a hook, an unhandled error, a threshold or a file that did not load fails a run without a failing test.${again}`;
}

function violationsOf({ run, isOverwritten }: FailedRun): readonly Violation[] {
  const name = runName(run);
  if (run.errors.length > 0)
    return run.errors.map((error) =>
      violation(run, `${name}: ${/\S.*/.exec(error)?.[0] ?? "an error without a message"}`),
    );
  if (run.verdict === "interrupted") return [violation(run, `${name} was interrupted`)];
  const code = run.exitCode === undefined ? "" : ` with exit code ${run.exitCode}`;
  const why = isOverwritten ? "what it wrote did not arrive, or was overwritten" : "none of its tests did";
  return [violation(run, `${name} failed${code}, and ${why}`)];
}

function violation(run: RunManifest, message: string): Violation {
  return { message, package: run.package };
}

function fact(scope: Scope, interval: Interval, n: number): Judgement["facts"][number] {
  return {
    key: "runs.failed",
    scope,
    ...endsOf(interval),
    n,
    unit: "runs",
    derivation: "runs that were interrupted, had errors outside any test, or failed without a failing test",
  };
}
