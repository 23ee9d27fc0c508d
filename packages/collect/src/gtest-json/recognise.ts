import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True when the beginning is a JSON object with googletest's name, total and list of suites. */
export function recogniseGtest({ text }: Head): boolean {
  const keys = topKeys(text);
  if (keys === undefined) return false;
  return keys.has("testsuites") && keys.has("tests") && keys.has("name");
}
