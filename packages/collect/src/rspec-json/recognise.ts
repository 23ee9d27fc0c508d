import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True when the beginning is a JSON object with RSpec's examples and summary; the summary may lie behind the beginning. */
export function recogniseRspec({ text }: Head): boolean {
  const keys = topKeys(text);
  if (keys?.has("examples") !== true) return false;
  return (
    keys.get("summary")?.has("example_count") ?? (keys.has("version") && /"full_description"\s*:/.test(text))
  );
}
