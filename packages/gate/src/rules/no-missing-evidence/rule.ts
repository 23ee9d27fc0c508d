import type { MissingEvidence, RemovedCell, Report, Scope, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Gap } from "../../evidence/gap.ts";
import { compareGaps, gapsOf, missingEvidence } from "../../evidence/gaps.ts";
import { inputsFact } from "../../evidence/input-faults.ts";
import { nothingArrived } from "../../evidence/nothing-arrived.ts";
import { inputsWithin, reachOf } from "../../evidence/scope.ts";
import { within } from "../../evidence/within.ts";
import { atMost } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";

export const noMissingEvidence: Rule = {
  id: "no-missing-evidence",
  title: "No missing evidence",
  builtIn: true,
  topic: "inputs",
  options: {},
  about,
  judge({ report, scope }: RuleContext): Judgement {
    const gaps = [...missingEvidence(report, scope, "inputs")].sort(compareGaps);
    const vanished = vanishedOf(report, scope);
    const arrived = inputsWithin(report, scope, "inputs").length;
    const facts = [
      inputsFact(scope, "inputs.missing", {
        count: { lo: gaps.length, hi: gaps.length },
        n: arrived + gaps.length,
        derivation: "expected evidence that did not arrive",
      }),
      inputsFact(scope, "inputs.vanished", {
        count: { lo: vanished.length, hi: gaps.length },
        n: arrived + gaps.length,
        derivation: "tests and coverage of a package and kind that the base has and this report has not",
      }),
    ];
    if (arrived + gaps.length === 0) return unknownOf([nothingArrived], facts);
    return judgementOf({
      answer: atMost({ lo: vanished.length, hi: gaps.length }, 0),
      sentence: sentenceOf(vanished, gaps) + removedWords(removedWithin(report, scope)),
      facts,
      violations: vanished.map(toViolation),
      remedy: vanished[0]?.remedy ?? "",
      gaps,
    });
  },
};

/** What has vanished for certain: nothing else that is missing, and nothing that is unreadable, may hold it. */
function vanishedOf(report: Report, scope: Scope): readonly MissingEvidence[] {
  const reaches = reachOf(report, scope, "inputs");
  const vanished = report.missing.filter((item) => item.vanished !== undefined && reaches(item));
  if (vanished.length === 0) return [];
  const others = { ...report, missing: report.missing.filter((item) => item.vanished === undefined) };
  return vanished.filter(
    ({ package: owner, kind, vanished: topic = "tests" }) =>
      gapsOf(
        others,
        {
          ...(owner === undefined ? {} : { package: owner }),
          ...(kind === undefined ? {} : { kind }),
        },
        topic,
      ).length === 0,
  );
}

function removedWithin(report: Report, scope: Scope): readonly RemovedCell[] {
  return (report.baseline?.removed ?? []).filter(within(report, scope));
}

function sentenceOf(vanished: readonly MissingEvidence[], gaps: readonly Gap[]): string {
  if (vanished.length > 0)
    return `${plural(vanished.length, "part")} of the base's evidence ${vanished.length === 1 ? "has" : "have"} vanished`;
  return gaps.length === 0
    ? "Everything arrived that was expected"
    : `${plural(gaps.length, "expected part")} of the evidence did not arrive`;
}

function removedWords(removed: readonly RemovedCell[]): string {
  if (removed.length === 0) return "";
  const names = removed
    .slice(0, 3)
    .map(({ package: owner, kind, what, had }) => `${kind} ${what} of ${owner}, ${had} on the base`);
  const more = removed.length > 3 ? `, and ${removed.length - 3} more` : "";
  return `; the change takes away what made ${names.join("; ")}${more}`;
}

function toViolation({ what, because, package: owner }: MissingEvidence): Violation {
  return { message: `Vanished: ${what}; ${because}`, ...(owner === undefined ? {} : { package: owner }) };
}
