import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True for the formatter's report, by its version; and for a resultset: commands, the first of which has coverage of files. */
export function recogniseSimplecov({ text }: Head): boolean {
  if (firstResult.test(text)) return true;
  const meta = topKeys(text)?.get("meta");
  return meta?.has("simplecov_version") === true;
}

/** A command with `coverage` (behind its `timestamp`, where a script sorted them), whose files have lists of lines. */
const firstResult =
  /^\ufeff?\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*(?:"timestamp"\s*:\s*\d+\s*,\s*)?"coverage"\s*:\s*\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:\s*(?:\[|\{\s*"(?:lines|branches|methods)"\s*:))/;
