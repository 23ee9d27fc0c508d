import type { Violation } from "@tollgate/model";
import { judgementOf } from "../../judgement.ts";
import { type Option, textOption } from "../../option.ts";
import type { Hundredths } from "../../percent.ts";
import { showShare } from "../../percent.ts";
import type { Judgement, OptionFault, Rule, RuleContext } from "../../rule.ts";
import { ofScope } from "../../scope-words.ts";
import { about } from "./about.ts";
import { type Compared, evaluate } from "./evaluate.ts";
import { parseExpression } from "./parse.ts";
import type { Exact } from "./range.ts";
import { ExpressionFault } from "./tokens.ts";

const options = {
  that: {
    ...textOption({
      description:
        "What must hold: facts, whole numbers and percentages, compared and joined by and, or, not.",
      stricter: "names",
      examples: ["tests.flaky <= 3 and coverage.lines >= 80%"],
    }),
    required: true,
  } satisfies Option<string | undefined>,
  because: textOption({
    description: "Why it must hold, and what to do where it does not: for who reads the failure.",
    stricter: "names",
    examples: ["Payments are audited: ask @shop/audit before you go below."],
  }),
};

export const expression: Rule = {
  id: "expression",
  title: "Expression",
  builtIn: false,
  topic: "inputs",
  options,
  about,
  check: ({ that }) => (typeof that === "string" ? faultsIn(that) : []),
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const that = options.that.read(written["that"]) ?? "";
    const { answer, compared, facts } = evaluate(parseExpression(that), report, scope);
    const gaps = compared.filter((one) => one.answer === "unknown").flatMap((one) => one.gaps);
    const because = options.because.read(written["because"]);
    return judgementOf({
      answer,
      sentence: `${compared.map(wordsOf).join(", ")}${ofScope(scope)}`,
      facts,
      violations: compared.filter((one) => one.answer === "fail").map(toViolation),
      remedy: because ?? "Make it hold, or change the expression in the policy.",
      gaps: answer === "unknown" ? distinct(gaps) : [],
    });
  },
};

function faultsIn(that: string): readonly OptionFault[] {
  try {
    parseExpression(that);
    return [];
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    return [{ option: "that", ...error.fault }];
  }
}

function distinct<T extends { readonly what: string }>(gaps: readonly T[]): readonly T[] {
  return [...new Map(gaps.map((gap) => [gap.what, gap])).values()];
}

const verbs = { pass: "holds", fail: "does not hold", unknown: "is not known" } as const;

function wordsOf({ comparison, answer, left }: Compared): string {
  return `${comparison.text} ${verbs[answer]} (${rangeWords(left, comparison.left.type === "share")})`;
}

function toViolation(compared: Compared): Violation {
  return { message: wordsOf(compared) };
}

function rangeWords({ lo, hi }: Compared["left"], isShare: boolean): string {
  const show = (value: Exact): string => (isShare ? shareWords(value) : `${value.part}`);
  if (lo === undefined) return hi === undefined ? "anything" : `at most ${show(hi)}`;
  if (hi === undefined) return `at least ${show(lo)}`;
  const [least, most] = [show(lo), show(hi)];
  return least === most ? least : `${least} to ${most}`;
}

const precise: Hundredths = 1;

/** Sums of shares may lie outside of 0 to 100 %. */
function shareWords({ part, of }: Exact): string {
  const sign = part < 0n ? "-" : "";
  return `${sign}${showShare(Number(part < 0n ? -part : part), Number(of), precise)}`;
}
