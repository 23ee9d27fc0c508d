import type { RepoPath } from "@tollgate/model";
import { lineTokens } from "./line-tokens.ts";
import { scriptTokens } from "./script-tokens.ts";

/**
 * A text in the pieces of which two versions are compared: what only lays it out (blanks, line ends, comments) is in
 * none of them. Columnar: position `i` of each list is token `i`.
 */
export type SourceTokens = {
  /** Equal where the tokens mean the same. */
  readonly keys: readonly string[];
  /** Line on which each begins, 1-based and ascending. */
  readonly lines: readonly number[];
  /** Line on which each ends. */
  readonly endLines: readonly number[];
  /** Whether a statement may end before it: a statement or class member begins there, or a block ends. */
  readonly parts: readonly boolean[];
};

/** Both ways to see a text: not every version of a file can be parsed, and only equal ways compare. */
export type SourceText = {
  /** Of JavaScript and TypeScript without a mistake. */
  readonly tokens?: SourceTokens;
  /** Lines that are not blank; white space at their ends does not count, and inside of them any is as good as one. */
  readonly lines: SourceTokens;
};

/** Never throws. */
export function sourceText(text: string, path: RepoPath): SourceText {
  const tokens = scriptTokens(text, path);
  return { ...(tokens === undefined ? {} : { tokens }), lines: lineTokens(text) };
}
