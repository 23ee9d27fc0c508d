import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True for a list of files, each with its messages. */
export function recogniseEslint({ text }: Head): boolean {
  if (!/^\s*\[\s*\{/.test(text)) return false;
  const first = topKeys(text.slice(text.indexOf("{")));
  return first?.has("filePath") === true && first.has("messages");
}
