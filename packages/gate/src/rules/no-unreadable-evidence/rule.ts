import { plural } from "@tollgate/text";
import { faultsOf } from "../../evidence/faults.ts";
import { judgeInputs } from "../../evidence/input-faults.ts";
import type { Rule } from "../../rule.ts";
import { about } from "./about.ts";

export const noUnreadableEvidence: Rule = {
  id: "no-unreadable-evidence",
  title: "No unreadable evidence",
  builtIn: true,
  topic: "inputs",
  options: {},
  about,
  judge: ({ report, scope }) =>
    judgeInputs(report, scope, {
      faultsOf,
      fact: {
        key: "inputs.unreadable",
        derivation: "reports with a problem of severity error that does not say that they are stale",
      },
      sentence: sentenceOf,
    }),
};

function sentenceOf(unreadable: number, total: number): string {
  const reports = plural(total, "report");
  return unreadable === 0
    ? `${reports} could be read completely`
    : `${unreadable} of ${reports} could not be read completely`;
}
