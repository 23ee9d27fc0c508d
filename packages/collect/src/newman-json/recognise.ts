import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/**
 * True when the beginning is a JSON object with newman's run in it. The collection comes first and can be longer than
 * what recognition sees; a collection alone is none of newman's.
 */
export function recogniseNewman({ text, whole }: Head): boolean {
  const keys = topKeys(text);
  if (keys === undefined) return false;
  const run = keys.get("run");
  if (run !== undefined) return run.has("executions") || (run.has("stats") && keys.has("collection"));
  return !whole && (keys.get("collection")?.has("item") ?? false);
}
