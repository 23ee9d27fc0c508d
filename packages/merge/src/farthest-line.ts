import type { CoverageMap } from "@tollgate/model";

/** The last line of which a map speaks. Starts only: where something ends is often a guess. */
export function farthestLine({ statements, functions, branches, conditions }: CoverageMap): number {
  let farthest = 0;
  for (let i = 0; i < statements.length; i += 4) farthest = Math.max(farthest, statements[i]!);
  for (const { line } of functions) farthest = Math.max(farthest, line);
  for (const { line } of branches) farthest = Math.max(farthest, line);
  for (let i = 0; i < conditions.length; i += 2) farthest = Math.max(farthest, conditions[i]!);
  return farthest;
}
