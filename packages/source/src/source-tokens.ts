import type { RepoPath } from "@tollgate/model";
import { lineTokens } from "./line-tokens.ts";
import { scriptTokens } from "./script-tokens.ts";
import type { SourceTokens } from "./tokens.ts";

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
