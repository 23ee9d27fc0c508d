import type { Head } from "../reader.ts";

/**
 * True for `llvm-cov export`. Newer versions write the type behind the data, where the beginning does not reach: there
 * the members of the first file give it away.
 */
export function recogniseLlvm({ text }: Head): boolean {
  if (!/^\s*\{/.test(text)) return false;
  return typed.test(text) || data.test(text);
}

const typed = /^\s*\{\s*(?:"version"\s*:\s*"[\d.]*"\s*,\s*)?"type"\s*:\s*"llvm\.coverage\.json\.export"/;
const data =
  /^\s*\{\s*"data"\s*:\s*\[\s*\{\s*(?:"files"\s*:\s*\[\s*\{\s*"(?:branches|expansions|filename|mcdc_records|segments|summary)"\s*:|"files"\s*:\s*\[\s*\]\s*,\s*"(?:functions|totals)"\s*:)/;
