import type { Fact, Problem, Scope, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { compareGaps, missingEvidence } from "../../evidence/gaps.ts";
import { inputsWithin } from "../../evidence/scope.ts";
import { atMost } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";
import { faultsOf } from "./faults.ts";

export const noUnreadableEvidence: Rule = {
  id: "no-unreadable-evidence",
  title: "No unreadable evidence",
  builtIn: true,
  options: {},
  about,
  judge({ report, scope }: RuleContext): Judgement {
    const inputs = inputsWithin(report, scope, "inputs");
    const faults = faultsOf(report, inputs);
    const gaps = [...missingEvidence(report, scope, "inputs")].sort(compareGaps);
    const unreadable = new Set(faults.map(({ path }) => path)).size;
    const total = new Set([...inputs.map(({ input }) => input.path), ...faults.map(({ path }) => path)]).size;
    const facts = [
      fact(scope, "inputs.unreadable", unreadable, total, "reports with a problem of severity error"),
      fact(scope, "inputs.missing", gaps.length, total + gaps.length, "promised reports that did not arrive"),
    ];
    if (total === 0) return unknownOf([...gaps, nothingArrived], facts);
    return judgementOf({
      answer: atMost({ lo: unreadable, hi: unreadable + gaps.length }, 0),
      sentence: `${unreadable === 0 ? "" : `${unreadable} of `}${plural(total, "report")} could ${unreadable === 0 ? "" : "not "}be read completely`,
      facts,
      violations: faults.map(toViolation),
      remedy: faults[0]?.remedy ?? "",
      gaps,
    });
  },
};

const nothingArrived = {
  cause: "absent",
  what: "no report arrived",
  remedy:
    "Run the tests before Tollgate and let them write reports into a folder that is collected; `reports` in tollgate.yml names other places.",
} as const;

function toViolation({ message, path, line }: Problem): Violation {
  return {
    message,
    ...(path === undefined ? {} : { path }),
    ...(path === undefined || line === undefined ? {} : { line }),
  };
}

function fact(scope: Scope, key: string, count: number, n: number, derivation: string): Fact {
  return { key, scope, lo: count, hi: count, n, unit: "inputs", derivation };
}
