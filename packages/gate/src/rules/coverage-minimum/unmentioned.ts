import { type CoverageMetric, compareText, type UnmentionedFile } from "@tollgate/model";
import type { CoverageCount } from "../../evidence/count-coverage.ts";
import type { Gap } from "../../evidence/gap.ts";

/** The count with files that no report mentions as uncovered, as far as it is known how much is in them. */
export function withUncovered(
  { found, hit, mayHit, files }: CoverageCount,
  unmentioned: readonly UnmentionedFile[],
  metric: CoverageMetric,
): CoverageCount {
  const more = unmentioned.map(({ path, package: owner, size }) => ({
    ...{ path, package: owner },
    ...{ found: size?.[metric] ?? 0, hit: 0, mayHit: 0 },
  }));
  return {
    found: more.reduce((sum, file) => sum + file.found, found),
    ...{ hit, mayHit },
    files: [...files, ...more].sort(
      (a, b) => b.found - b.hit - (a.found - a.hit) || compareText(a.path, b.path),
    ),
  };
}

/** Files of which it is not known how much is in them. */
export function unsizedGaps(files: readonly UnmentionedFile[], metric: CoverageMetric): readonly Gap[] {
  return files
    .filter(({ size }) => size?.[metric] === undefined)
    .map(({ path }) => ({
      cause: "absent",
      what: `no report mentions ${path}, and how many ${metric} it has is not known`,
      remedy: `Let the coverage tool include ${path} also when no test loads it, or exclude it there and in the tool's settings say why.`,
    }));
}
