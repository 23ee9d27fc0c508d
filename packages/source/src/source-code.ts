import type { RepoPath } from "@tollgate/model";
import { type CodeLines, codeLinesOf } from "./code-lines.ts";
import { lineTokens } from "./line-tokens.ts";
import { otherLineEnd } from "./other-line-end.ts";
import { parseSource } from "./parse-source.ts";
import { tokensOf } from "./script-tokens.ts";
import type { SourceText } from "./source-tokens.ts";

/** What `sourceText` and `codeLines` say of a text, which is parsed once for both. Never throws. */
export function sourceCode(
  text: string,
  path: RepoPath,
): { readonly text: SourceText; readonly code?: CodeLines } {
  const lines = lineTokens(text);
  const file = otherLineEnd.test(text) ? undefined : parseSource(text, path, { tokens: true });
  if (file === undefined) return { text: { lines } };
  return { text: { tokens: tokensOf(file, text), lines }, code: codeLinesOf(file) };
}
