import type { ReportInput } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { staleFaultsOf } from "../../evidence/faults.ts";
import { judgeInputs } from "../../evidence/input-faults.ts";
import type { Rule } from "../../rule.ts";
import { about } from "./about.ts";

export const noStaleEvidence: Rule = {
  id: "no-stale-evidence",
  title: "No stale evidence",
  builtIn: true,
  topic: "inputs",
  options: {},
  about,
  judge: ({ report, scope }) =>
    judgeInputs(report, scope, {
      faultsOf: staleFaultsOf,
      fact: {
        key: "inputs.stale",
        derivation: "reports of another commit, or that the run did not write",
      },
      sentence: (stale, total, inputs) => sentenceOf(stale, total) + dirtyWords(inputs),
    }),
};

function sentenceOf(stale: number, total: number): string {
  if (stale === 0) return `None of ${plural(total, "report")} is stale`;
  return `${stale} of ${plural(total, "report")} ${stale === 1 ? "is" : "are"} stale`;
}

function dirtyWords(inputs: readonly ReportInput[]): string {
  const dirty = inputs.filter((input) => input.dirty === true).length;
  if (dirty === 0) return "";
  return `; ${dirty} ${dirty === 1 ? "was" : "were"} collected from a checkout with changed or new files`;
}
