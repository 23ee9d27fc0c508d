import type { Head } from "../reader.ts";

/** True when the beginning of a text, which is neither markup nor a JSON object, holds a message about a test. */
export function recogniseTeamcity({ text }: Head): boolean {
  return (
    !/^\s*[<{]/.test(text) &&
    /##teamcity\[test(?:Suite)?(?:Started|Finished|Failed|Ignored|Count)\s/.test(text)
  );
}
