import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { truthy } from "@actions/expressions/result";

/** What expressions may name: `github`, `steps`, `needs`, … */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or needed jobs before this one ended, for `success()` and its like. */
export type Status = "success" | "failure" | "cancelled";

/**
 * A text of a workflow or action.yml with its `${{ … }}` put in; numbers, booleans and null are written out.
 * Evaluated by GitHub's own implementation.
 */
export function interpolateText(value: unknown, contexts: Contexts): string {
  return partsOf(value === null || value === undefined ? "" : String(value))
    .map(({ text, isExpression }) => (isExpression ? evaluate(text, contexts).coerceString() : text))
    .join("");
}

/** Whether an `if:` lets its step or job run; without a status function it asks for `success()` too. */
export function isTrue(condition: unknown, contexts: Contexts, status: Status): boolean {
  const text = String(condition ?? "success()").trim();
  const expression = text.startsWith("${{") ? text.replace(/^\$\{\{|\}\}$/g, "") : text;
  const asks = /\b(?:always|success|failure|cancelled)\s*\(/i.test(expression);
  return truthy(evaluate(asks ? expression : `success() && (${expression})`, contexts, status));
}

type Part = { readonly text: string; readonly isExpression: boolean };

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let rest = text;
  for (let start = rest.indexOf("${{"); start >= 0; start = rest.indexOf("${{")) {
    // a string literal may hold closing braces
    const inner = /^(?:'(?:[^']|'')*'|(?!\}\})[^'])*/.exec(rest.slice(start + 3))![0];
    const end = start + 3 + inner.length;
    if (!rest.startsWith("}}", end)) throw new Error(`an expression is not closed: ${text}`);
    if (start > 0) parts.push({ text: rest.slice(0, start), isExpression: false });
    parts.push({ text: inner.trim(), isExpression: true });
    rest = rest.slice(end + 2);
  }
  if (rest !== "") parts.push({ text: rest, isExpression: false });
  return parts;
}

function evaluate(expression: string, contexts: Contexts, status?: Status): data.ExpressionData {
  const functions = status === undefined ? [] : statusFunctions(status);
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const known = new Map(functions.map((each) => [each.name, each]));
  return new Evaluator(tree, toData(contexts) as data.Dictionary, known).evaluate();
}

function statusFunctions(status: Status) {
  const truths = {
    always: true,
    success: status === "success",
    failure: status === "failure",
    cancelled: status === "cancelled",
  };
  return Object.entries(truths).map(([name, truth]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(truth),
  }));
}

function toData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver);
}
