import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True when the beginning is a JSON object with the statistics that mochawesome adds to mocha's. */
export function recogniseMochawesome({ text }: Head): boolean {
  const keys = topKeys(text);
  const stats = keys?.get("stats");
  if (keys === undefined || stats === undefined) return false;
  return stats.has("testsRegistered") && (stats.has("hasOther") || keys.has("results"));
}
