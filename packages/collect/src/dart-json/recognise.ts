import type { Head } from "../reader.ts";

/** True when a line is the event that begins a run, or, when that was lost, a test's; other text may stand before. */
export function recogniseDart({ text }: Head): boolean {
  for (const line of text.split("\n")) {
    if (!line.trimStart().startsWith("{")) continue;
    if (
      line.includes(`"type":"start"`) &&
      line.includes(`"protocolVersion":`) &&
      line.includes(`"runnerVersion":`)
    )
      return true;
    if (line.includes(`"type":"testStart"`) && line.includes(`"suiteID":`) && line.includes(`"groupIDs":`))
      return true;
  }
  return false;
}
