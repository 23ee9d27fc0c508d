import { plural } from "@tollgate/text";
import { staleFaultsOf } from "../../evidence/faults.ts";
import { inputsFact, inputTotal, toViolation } from "../../evidence/input-faults.ts";
import { nothingArrived } from "../../evidence/nothing-arrived.ts";
import { inputsWithin } from "../../evidence/scope.ts";
import { atMost } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { about } from "./about.ts";

export const noStaleEvidence: Rule = {
  id: "no-stale-evidence",
  title: "No stale evidence",
  builtIn: true,
  topic: "inputs",
  options: {},
  about,
  judge({ report, scope }: RuleContext): Judgement {
    const inputs = inputsWithin(report, scope, "inputs");
    const faults = staleFaultsOf(report, inputs);
    const stale = new Set(faults.map(({ path }) => path)).size;
    const total = inputTotal(inputs, faults);
    const facts = [
      inputsFact(scope, "inputs.stale", {
        count: { lo: stale, hi: stale },
        n: total,
        derivation: "reports of another commit, or that the run did not write",
      }),
    ];
    if (total === 0) return unknownOf([nothingArrived], facts);
    const dirty = inputs.filter((input) => input.dirty === true).length;
    return judgementOf({
      answer: atMost({ lo: stale, hi: stale }, 0),
      sentence: sentenceOf(stale, total) + dirtyWords(dirty),
      facts,
      violations: faults.map(toViolation),
      remedy: faults[0]?.remedy ?? "",
      gaps: [],
    });
  },
};

function sentenceOf(stale: number, total: number): string {
  if (stale === 0) return `None of ${plural(total, "report")} is stale`;
  return `${stale} of ${plural(total, "report")} ${stale === 1 ? "is" : "are"} stale`;
}

function dirtyWords(dirty: number): string {
  if (dirty === 0) return "";
  return `; ${dirty} ${dirty === 1 ? "was" : "were"} collected from a checkout with changed or new files`;
}
