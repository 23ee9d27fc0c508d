import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { truthy } from "@actions/expressions/result";

/** What expressions may name: `github`, `steps`, `needs`, … */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or needed jobs before this one ended, for `success()` and its like. */
/** `skipped` is neither a success nor a failure: a needed job did not run. */
export type Status = "success" | "failure" | "cancelled" | "skipped";

/**
 * A text of a workflow or action.yml with its `${{ … }}` put in; numbers, booleans and null are written out.
 * Evaluated by GitHub's own implementation.
 */
export function interpolateText(value: unknown, contexts: Contexts): string {
  return partsOf(value === null || value === undefined ? "" : String(value))
    .map(({ text, isExpression }) => (isExpression ? evaluate(text, contexts).coerceString() : text))
    .join("");
}

/** A value of a workflow with the expressions in its strings put in; what is one expression keeps its type. */
export function interpolateAll(value: unknown, contexts: Contexts): unknown {
  if (typeof value === "string") {
    const [only, ...others] = partsOf(value);
    const isOne = only?.isExpression === true && others.length === 0;
    return isOne ? plain(evaluate(only.text, contexts)) : interpolateText(value, contexts);
  }
  if (Array.isArray(value)) return value.map((item) => interpolateAll(item, contexts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, interpolateAll(item, contexts)]),
  );
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

function plain(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer));
}
