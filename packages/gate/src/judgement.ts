import type { Answer, Fact, Violation } from "@tollgate/model";
import { allOf } from "./answer.ts";
import type { Gap } from "./evidence/gap.ts";
import { gapText } from "./evidence/gaps.ts";
import type { Judgement } from "./rule.ts";

export type Found = {
  readonly answer: Answer;
  /** What was counted against what is wanted: one sentence without its full stop. */
  readonly sentence: string;
  readonly facts: readonly Fact[];
  /** What is wrong, for a failure. */
  readonly violations: readonly Violation[];
  /** What to do about a failure. */
  readonly remedy: string;
  /** What leaves the answer open, worst first. */
  readonly gaps: readonly Gap[];
};

/** The judgement of an answer: a failure carries its violations, an unknown names the gaps that cause it. */
export function judgementOf({ answer, sentence, facts, violations, remedy, gaps }: Found): Judgement {
  if (answer === "pass") return { answer, message: `${sentence}.`, facts };
  if (answer === "fail")
    return {
      answer,
      message: `${sentence}.`,
      facts,
      violations,
      remedy,
      ...(gaps.length === 0 ? {} : { gaps }),
    };
  return unknownOf(gaps, facts, sentence);
}

/** AND: what fails decides, then what is not known. */
export function bothOf(one: Judgement, other: Judgement): Judgement {
  const facts = [
    ...one.facts,
    ...other.facts.filter(({ key }) => one.facts.every((fact) => fact.key !== key)),
  ];
  const answer = allOf([one.answer, other.answer]);
  const deciding = [one, other].filter((judgement) => judgement.answer === answer);
  const message = deciding.map((judgement) => judgement.message).join(" ");
  const [first] = deciding;
  const bad = deciding.find((judgement) => judgement.answer === "unknown" && judgement.cause === "bad");
  const chosen = bad ?? first!; // one of the two has the answer
  if (chosen.answer === "pass") return { answer: "pass", message, facts };
  const violations = deciding.flatMap((judgement) =>
    judgement.answer === "pass" ? [] : judgement.violations,
  );
  return { ...chosen, message, facts, violations };
}

/** The judgement that nothing can be told, because of gaps. */
export function unknownOf(found: readonly Gap[], facts: readonly Fact[], sentence = ""): Judgement {
  const gaps = [
    ...found.filter(({ cause }) => cause === "bad"),
    ...found.filter(({ cause }) => cause === "absent"),
  ];
  const cause = gaps[0]?.cause ?? "absent";
  const why = gapText(gaps);
  const message =
    sentence === "" ? `${capital(why)}.` : why === "" ? `${sentence}.` : `${sentence}; undecided, as ${why}.`;
  return { answer: "unknown", cause, message, facts, violations: [], remedy: gaps[0]?.remedy ?? "" };
}

/** The text with its first letter in upper case. A path or a command stays as it is. */
function capital(text: string): string {
  return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
