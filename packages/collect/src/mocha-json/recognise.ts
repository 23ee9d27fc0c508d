import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True when the beginning is a JSON object with mocha's statistics in it and without those that mochawesome adds. */
export function recogniseMocha({ text }: Head): boolean {
  const keys = topKeys(text);
  const stats = keys?.get("stats");
  if (keys === undefined || stats === undefined) return false;
  return (
    totals.every((name) => stats.has(name)) &&
    !stats.has("testsRegistered") &&
    !keys.has("results") &&
    lists.some((name) => keys.has(name))
  );
}

const totals = ["suites", "tests", "passes", "pending", "failures"] as const;
const lists = ["tests", "pending", "failures", "passes"] as const;
