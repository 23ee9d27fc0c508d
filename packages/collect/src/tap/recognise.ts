import type { Head } from "../reader.ts";
import { parseTapLine } from "./tap-line.ts";

/**
 * True when a line says the version, when there is a plan beside a test point (or a plan of nothing), or when the
 * first line that is neither indented nor a comment is a test point with a number or a dash. Other text may stand between.
 */
export function recogniseTap({ text }: Head): boolean {
  const start = text.trimStart().charAt(0);
  if (start === "<" || start === "{" || start === "[" || text.includes("##teamcity[test")) return false;
  let hasPlan = false;
  let hasPoint = false;
  let isFirst = true;
  for (const line of text.split(/\r?\n/)) {
    const told = parseTapLine(line);
    if (told.is === "version" || (told.is === "plan" && told.plan.end === 0)) return true;
    if (told.is === "plan" && told.plan.start <= 1) hasPlan = true;
    if (told.is === "point") {
      hasPoint = true;
      if (isFirst && told.indent === 0 && /^(?:not )?ok\s+(?:\d|-\s)/.test(line)) return true;
    }
    if (hasPlan && hasPoint) return true;
    if (told.indent === 0 && told.is !== "blank" && told.is !== "comment") isFirst = false;
  }
  return false;
}
