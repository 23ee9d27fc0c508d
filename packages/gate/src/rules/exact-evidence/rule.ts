import {
  expectedTests,
  type Fact,
  type Report,
  type ReportInput,
  type Scope,
  type Violation,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Gap } from "../../evidence/gap.ts";
import { compareGaps, missingEvidence } from "../../evidence/gaps.ts";
import { inputsWithin, reachOf } from "../../evidence/scope.ts";
import { atMost } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";

export const exactEvidence: Rule = {
  id: "exact-evidence",
  title: "Evidence of this very commit",
  builtIn: false,
  topic: "inputs",
  options: {},
  about,
  judge({ report, scope }: RuleContext): Judgement {
    const inputs = inputsWithin(report, scope, "inputs");
    const violations = [
      ...ofOtherTexts(report, inputs),
      ...inputs.filter(({ dirty }) => dirty === true).map(ofDirtyCheckout),
      ...reused(report, scope),
    ];
    const gaps = [...missingEvidence(report, scope, "inputs"), ...withoutCommit(report)].sort(compareGaps);
    const facts = [fact(scope, violations.length, inputs.length)];
    if (inputs.length === 0) return unknownOf([...gaps, nothingArrived], facts);
    return judgementOf({
      answer: atMost({ lo: violations.length, hi: violations.length + gaps.length }, 0),
      sentence: sentenceOf(report, inputs.length, violations.length),
      facts,
      violations,
      remedy:
        "Run all tests on a clean checkout of the commit, without results of a cache, and judge the bundles of that run only.",
      gaps,
    });
  },
};

function sentenceOf({ subject }: Report, inputs: number, violations: number): string {
  const commit =
    subject.headSha === undefined ? "the judged commit" : `commit ${subject.headSha.slice(0, 12)}`;
  if (violations === 0)
    return `${inputs === 1 ? "The one report is" : `All ${inputs} reports are`} of ${commit}`;
  return `${plural(violations, "doubt")} whether the evidence is of ${commit} and nothing else`;
}

/** What is said of inputs of the scope, or of the checkout itself. */
function ofOtherTexts(
  { problems, inputs: all }: Report,
  inputs: readonly ReportInput[],
): readonly Violation[] {
  const here = new Set(inputs.map(({ input }) => input.path));
  const elsewhere = new Set(all.map(({ input }) => input.path).filter((path) => !here.has(path)));
  return problems
    .filter(
      ({ code, severity }) => code === "other-commit" || (code === "dirty-checkout" && severity === "error"),
    )
    .filter(({ path }) => path === undefined || !elsewhere.has(path))
    .map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) }));
}

function ofDirtyCheckout({ input }: ReportInput): Violation {
  return { message: "The report was collected from a checkout with changed or new files.", path: input.path };
}

function reused(report: Report, scope: Scope): readonly Violation[] {
  const reaches = reachOf(report, scope, "inputs");
  return report.expected
    .filter(({ state }) => state === "reused")
    .filter(reaches)
    .map((item) => ({
      message: `The ${expectedTests(item)} did not run for this commit: results with the same inputs were reused.`,
      package: item.package,
    }));
}

function withoutCommit({ subject }: Report): readonly Gap[] {
  if (subject.headSha !== undefined) return [];
  return [
    {
      cause: "absent",
      what: "git does not tell which commit is judged",
      remedy: "Judge inside a git checkout of the commit.",
    },
  ];
}

const nothingArrived: Gap = {
  cause: "absent",
  what: "no report arrived",
  remedy: "Run all tests on the commit, and give the bundles that `tollgate collect` wrote.",
};

function fact(scope: Scope, count: number, n: number): Fact {
  return {
    ...{ key: "inputs.inexact", scope, lo: count, hi: count, n, unit: "inputs" },
    derivation: "evidence that is reused, of a changed checkout, or of another or an unknown commit",
  };
}
