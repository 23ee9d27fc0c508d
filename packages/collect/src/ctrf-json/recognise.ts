import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True when the beginning is a JSON object that calls itself CTRF, or has CTRF's results: a tool beside a summary. */
export function recogniseCtrf({ text }: Head): boolean {
  const keys = topKeys(text);
  if (keys === undefined) return false;
  if (keys.has("reportFormat") && /"reportFormat"\s*:\s*"CTRF"/.test(text)) return true;
  const results = keys.get("results");
  return results?.has("tool") === true && (results.has("summary") || results.has("tests"));
}
