import type { CoverageMap } from "@tollgate/model";
import { isExact, namesWholeLines } from "../exactness.ts";
import type { Fit } from "./draft.ts";

/**
 * Whether a map is of the text that has the reference map: at least half of what either of them names is in both.
 * Compilers add code and take some away, so some difference is no doubt. Less than half says that the map is of another
 * text, or of a build that cannot be recognised in this one; then hits that match do so by chance. What a map of whole
 * lines has on top is no sign of that. `lines` is how many the text has, where that is known.
 */
export function fits(map: CoverageMap, { same, phantoms, missing }: Fit, lines: number | undefined): boolean {
  const every = everyLineOf(map);
  if (every !== undefined) {
    if (lines === undefined || Math.abs(lines - every) <= 1) return true;
    if (map.precision === "columns") return false;
  }
  return same >= (namesWholeLines(map) ? missing : phantoms + missing);
}

/**
 * How many lines a text has of which a map names (nearly) every line, as V8's do, comments and all. Then phantoms are no
 * sign of another text, but its number of lines is.
 */
function everyLineOf(map: CoverageMap): number | undefined {
  if (isExact(map) || map.statements.length === 0) return undefined;
  const lines = new Set<number>();
  let last = 0;
  for (let i = 0; i < map.statements.length; i += 4) {
    const line = map.statements[i]!;
    lines.add(line);
    last = Math.max(last, line);
  }
  return lines.size * 10 >= last * 9 ? last : undefined;
}
