import type { OptionFault } from "../../rule.ts";

export type Token = {
  readonly kind: "word" | "number" | "percent" | "text" | "sign";
  /** Without the quotes of a text. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
};

/** What is wrong with an expression, as a value that ends its reading. */
export class ExpressionFault extends Error {
  readonly fault: Omit<OptionFault, "option">;

  constructor(fault: Omit<OptionFault, "option">) {
    super(fault.found);
    this.fault = fault;
  }
}

/** Longer ones are for nobody to read. */
export const mostCharacters = 1_000;

const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["percent", /(?:100(?:\.00?)?|\d{1,2}(?:\.\d{1,2})?) ?%/y],
  ["number", /\d{1,9}(?![\d.\w%])/y],
  ["word", /[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)*/y],
  ["text", /"[^"\n]*"|'[^'\n]*'/y],
  ["sign", /==|!=|<=|>=|[<>()+\-,:]/y],
];

/** The words of an expression. Throws an `ExpressionFault` for what is none. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > mostCharacters)
    throw new ExpressionFault({
      at: mostCharacters,
      found: `an expression of ${text.length} characters`,
      allowed: `at most ${mostCharacters}`,
      remedy: "Write several rules: each says by itself what is wrong.",
    });
  const tokens: Token[] = [];
  const space = /\s*/y;
  for (let at = skip(space, text, 0); at < text.length; at = skip(space, text, tokens.at(-1)!.end))
    tokens.push(tokenAt(text, at));
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined)
      return { kind, text: kind === "text" ? found.slice(1, -1) : found, at, end: at + found.length };
  }
  throw new ExpressionFault({
    at,
    found: `"${text.slice(at, at + 12)}"`,
    allowed: "a fact, a whole number, a percentage with at most two decimals, a comparison, and, or, not",
    remedy: "docs/rules/expression.md has the grammar.",
  });
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.exec(text);
  return pattern.lastIndex;
}
