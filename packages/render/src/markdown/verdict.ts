import type { Decision, Report } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { policyWords } from "../policy-words.ts";
import { reusedWords } from "../reused-words.ts";
import { firstSentence, verdictWords } from "../verdict-words.ts";
import { name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** The verdict and the sentence why in the first line; what else there is to say, then the Markdown given, below it. */
export function verdictSection(decision: Decision, below = ""): Section {
  const { sign, word, why } = verdictWords(decision);
  const [first, rest] = firstSentence(why);
  return {
    noun: ["reason", "reasons"],
    total: 1,
    worth: 10,
    render(limit) {
      const isFull = limit > 0 && first !== "";
      return [
        `### ${sign} ${word}${isFull ? `: ${sentence(first)}` : ""}`,
        ...(isFull && rest !== "" ? [sentence(rest)] : []),
        ...(below === "" ? [] : [below]),
      ].join("\n\n");
    },
  };
}

/** What was judged, against what, by what. */
export function originSection(report: Report, decision: Decision): Section {
  const { engine, inputs } = decision;
  const { headSha, dirty, baseRef, mergeBaseSha } = report.subject;
  const head =
    headSha === undefined
      ? "this work tree"
      : `${name(headSha.slice(0, 7))}${dirty === true ? " with local changes" : ""}`;
  const base = [
    baseRef === undefined ? "" : ` against ${name(baseRef)}`,
    mergeBaseSha === undefined ? "" : ` at ${name(mergeBaseSha.slice(0, 7))}`,
    inputs.baseline === undefined ? "" : `, base report: ${sentence(inputs.baseline.how)}`,
  ].join("");
  const policy = policyWords(decision);
  const by = policy === "" ? "" : ` by ${sentence(policy)}`;
  const parts = [
    `Judged ${head}${base}${by}`,
    plural(report.inputs.length, "report"),
    ...reusedWords(report).map(sentence),
    sentence(engine),
  ];
  return {
    noun: ["note on what was judged", "notes"],
    total: 1,
    worth: 6,
    render: () => `<sub>${parts.join(" · ")}</sub>`,
  };
}
