import type { Head } from "../reader.ts";

/** True when the first line that is not blank is a mode and no other text follows it, or is a block itself. */
export function recogniseGoProfile({ text }: Head): boolean {
  const [first = "", second = ""] = text.slice(0, 65_536).trimStart().split(/\r?\n/, 2);
  if (block.test(first)) return true;
  return /^mode: ?(?:set|count|atomic)\s*$/.test(first) && /^$|^mode:|\.go:\d/.test(second);
}

const block = /^\S[^\n]*\.go:\d+\.\d+,\d+\.\d+ \d+ \d+$/;
