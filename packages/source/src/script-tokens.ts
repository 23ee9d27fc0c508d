import type { File, Node } from "@babel/types";
import type { RepoPath } from "@tollgate/model";
import { childrenOf } from "./children.ts";
import { otherLineEnd } from "./other-line-end.ts";
import { parseSource } from "./parse-source.ts";
import type { SourceTokens } from "./tokens.ts";

/**
 * The tokens of JavaScript or TypeScript without comments and without commas that only a formatter needs. Two texts of
 * equal keys are the same program: a token with which a statement begins differs from the same one inside a
 * statement, so `return⏎x` is not `return x`. `undefined` where `codeLines` has no answer. Never throws.
 */
export function scriptTokens(text: string, path: RepoPath): SourceTokens | undefined {
  if (otherLineEnd.test(text)) return undefined;
  const file = parseSource(text, path, { tokens: true });
  return file === undefined ? undefined : tokensOf(file, text);
}

/** The same of a tree that has its tokens. */
export function tokensOf(file: File, text: string): SourceTokens {
  const starts = statementStarts(file);
  const tokens = (file.tokens ?? []).flatMap((token) => toToken(token, text));
  const keys: string[] = [];
  const lines: number[] = [];
  const endLines: number[] = [];
  const parts: boolean[] = [];
  for (const [i, { key, start, line, endLine }] of tokens.entries()) {
    if (isTrailingComma(tokens, i)) continue;
    const begins = starts.has(start);
    keys.push(begins ? `\n${key}` : key);
    lines.push(line);
    endLines.push(endLine);
    parts.push(begins || key === "}");
  }
  return { keys, lines, endLines, parts };
}

type Token = {
  readonly key: string;
  readonly start: number;
  readonly line: number;
  readonly endLine: number;
};

/** What the parser lists: a comment, or a token whose `type` says what it is. */
type ParserToken = {
  readonly type: string | { readonly label: string };
  readonly value?: unknown;
  readonly start: number;
  readonly end: number;
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
};

function toToken({ type, value, start, end, loc }: ParserToken, text: string): readonly Token[] {
  if (typeof type === "string" || type.label === "eof") return [];
  const raw = text.slice(start, end);
  const key = keyOf(type.label, value, raw);
  return key === "" ? [] : [{ key, start, line: loc.start.line, endLine: loc.end.line }];
}

function keyOf(label: string, value: unknown, raw: string): string {
  if (label === "string") return `"${String(value)}`;
  return label === "jsxText" ? jsxText(raw) : raw;
}

/** What JSX makes of its text: line ends and the blanks around them are one blank between words, and nothing at the ends. */
function jsxText(raw: string): string {
  const lines = raw.split("\n");
  const parts = lines.map((line, i) => {
    const left = i === 0 ? line : line.replace(/^[ \t\r]+/, "");
    return i === lines.length - 1 ? left : left.replace(/[ \t\r]+$/, "");
  });
  const words = parts.filter((part) => part !== "").join(" ");
  return words === "" ? "" : `>${words}`;
}

/** `f(a,)` is `f(a)`; `[a,,]` is not `[a,]`. */
function isTrailingComma(tokens: readonly Token[], i: number): boolean {
  if (tokens[i]!.key !== ",") return false;
  const [before, after] = [tokens[i - 1]?.key ?? "", tokens[i + 1]?.key ?? ""];
  return [")", "]", "}"].includes(after) && ![",", "[", "(", "{"].includes(before);
}

/** Where statements, declarations and members of classes begin. */
function statementStarts(file: File): ReadonlySet<number> {
  const starts = new Set<number>();
  const open: Node[] = [file.program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (beginsPart.test(node.type) && typeof node.start === "number") starts.add(node.start);
    for (const child of childrenOf(node)) open.push(child);
  }
  return starts;
}

const beginsPart =
  /(?:Statement|Declaration|Directive|^StaticBlock|^SwitchCase|^Class\w*(?:Method|Property))$/;
