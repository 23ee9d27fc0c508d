import { plural } from "@tollgate/text";
import { faultsOf } from "../../evidence/faults.ts";
import { inputsFact, inputTotal, toViolation } from "../../evidence/input-faults.ts";
import { nothingArrived } from "../../evidence/nothing-arrived.ts";
import { inputsWithin } from "../../evidence/scope.ts";
import { atMost } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";

export const noUnreadableEvidence: Rule = {
  id: "no-unreadable-evidence",
  title: "No unreadable evidence",
  builtIn: true,
  topic: "inputs",
  options: {},
  about,
  judge({ report, scope }: RuleContext): Judgement {
    const inputs = inputsWithin(report, scope, "inputs");
    const faults = faultsOf(report, inputs);
    const unreadable = new Set(faults.map(({ path }) => path)).size;
    const total = inputTotal(inputs, faults);
    const facts = [
      inputsFact(scope, "inputs.unreadable", {
        count: { lo: unreadable, hi: unreadable },
        n: total,
        derivation: "reports with a problem of severity error that does not say that they are stale",
      }),
    ];
    if (total === 0) return unknownOf([nothingArrived], facts);
    return judgementOf({
      answer: atMost({ lo: unreadable, hi: unreadable }, 0),
      sentence: `${unreadable === 0 ? "" : `${unreadable} of `}${plural(total, "report")} could ${unreadable === 0 ? "" : "not "}be read completely`,
      facts,
      violations: faults.map(toViolation),
      remedy: faults[0]?.remedy ?? "",
      gaps: [],
    });
  },
};
