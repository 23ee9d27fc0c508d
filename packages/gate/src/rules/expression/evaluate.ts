import { type Answer, compareText, type Fact, type Report, type Scope } from "@tollgate/model";
import { allOf, anyOf } from "../../answer.ts";
import type { Gap } from "../../evidence/gap.ts";
import { scopeDoubt } from "../../evidence/scope.ts";
import { compare, exactly, minus, plus, type Range } from "./range.ts";
import { type ReadFact, readFact } from "./read-fact.ts";
import { type Comparison, type Condition, type Filter, filterNames, type Sum, type Value } from "./tree.ts";

export type Evaluated = {
  readonly answer: Answer;
  /** Comparisons in the order of the text. */
  readonly compared: readonly Compared[];
  /** Each once. */
  readonly facts: readonly Fact[];
};

export type Compared = {
  readonly comparison: Comparison;
  readonly answer: Answer;
  readonly left: Range;
  readonly gaps: readonly Gap[];
};

/** What an expression says of a report, in Kleene logic: what is not known decides nothing that it might change. */
export function evaluate(condition: Condition, report: Report, scope: Scope): Evaluated {
  const compared: Compared[] = [];
  const facts = new Map<string, Fact>();
  const read = (value: Value): ReadFact => {
    const found = readValue(value, report, scope);
    if (found.fact !== undefined) facts.set(JSON.stringify(value), found.fact);
    return found;
  };
  const answerOf = (of: Condition): Answer => {
    if (of.form === "compare") {
      const [left, right] = [sumOf(of.left, read), sumOf(of.right, read)];
      const answer = compare(left.range, of.sign, right.range);
      compared.push({ comparison: of, answer, left: left.range, gaps: [...left.gaps, ...right.gaps] });
      return answer;
    }
    if (of.form === "not") return negated(answerOf(of.of));
    const answers = of.of.map(answerOf);
    return of.form === "and" ? allOf(answers) : anyOf(answers);
  };
  const answer = answerOf(condition);
  const told = [...facts].sort(([a], [b]) => compareText(a, b)).map(([, fact]) => fact);
  return { answer, compared, facts: told };
}

function readValue(value: Value, report: Report, scope: Scope): ReadFact {
  if (value.form === "number") {
    const amount = exactly(value.amount, value.type === "count" ? 1 : 10_000);
    return { range: { lo: amount, hi: amount }, gaps: [] };
  }
  const asked = narrowed(scope, value.filter);
  if ("gap" in asked) return { range: {}, gaps: [asked.gap] };
  const doubt = scopeDoubt(report, asked.scope);
  return doubt === undefined ? readFact(report, value.name, asked.scope) : { range: {}, gaps: [doubt] };
}

function sumOf({ terms }: Sum, read: (value: Value) => ReadFact): ReadFact {
  const nothing: ReadFact = { range: { lo: exactly(0), hi: exactly(0) }, gaps: [] };
  return terms.reduce((sum, { sign, value }): ReadFact => {
    const { range, gaps } = read(value);
    return {
      range: sign === 1 ? plus(sum.range, range) : minus(sum.range, range),
      gaps: [...sum.gaps, ...gaps],
    };
  }, nothing);
}

function negated(answer: Answer): Answer {
  if (answer === "unknown") return answer;
  return answer === "pass" ? "fail" : "pass";
}

/** A filter narrows the scope of the rule; one that says something else than the rule asks for nothing. */
function narrowed(scope: Scope, filter: Filter): { readonly scope: Scope } | { readonly gap: Gap } {
  const wrong = filterNames.find(
    (name) => filter[name] !== undefined && scope[name] !== undefined && filter[name] !== scope[name],
  );
  if (wrong === undefined) return { scope: { ...scope, ...filter } };
  return {
    gap: {
      cause: "absent",
      what: `the rule is about ${wrong} ${scope[wrong]}, and the expression asks for ${wrong} ${filter[wrong]}`,
      remedy: `Take ${wrong} out of the rule or out of the expression.`,
    },
  };
}
