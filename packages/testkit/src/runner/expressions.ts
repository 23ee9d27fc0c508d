import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What expressions may name: `github`, `steps`, `needs`, … */
export type Contexts = Readonly<Record<string, unknown>>;

/**
 * A text of a workflow or action.yml with its `${{ … }}` put in; numbers, booleans and null are written out.
 * Evaluated by GitHub's own implementation.
 */
export function interpolateText(value: unknown, contexts: Contexts): string {
  return partsOf(value === null || value === undefined ? "" : String(value))
    .map(({ text, isExpression }) => (isExpression ? evaluate(text, contexts).coerceString() : text))
    .join("");
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

function evaluate(expression: string, contexts: Contexts): data.ExpressionData {
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), []).parse();
  return new Evaluator(tree, JSON.parse(JSON.stringify(contexts), data.reviver)).evaluate();
}
