import { compareText, type FileCoverage } from "@tollgate/model";
import type { RawProblem } from "../reader.ts";

/**
 * One entry per path. The same file under two spellings in one report is one measurement told twice: with equal
 * maps the larger count stands; with different maps the one that knows more of the file stays, as the other may have been
 * told for the part that ran, and a Problem says so.
 */
export function uniteFiles(
  files: readonly FileCoverage[],
  report: (problem: RawProblem) => void,
): readonly FileCoverage[] {
  const byPath = new Map<string, FileCoverage>();
  for (const file of files) {
    const known = byPath.get(file.path);
    byPath.set(file.path, known === undefined ? file : unite(known, file, report));
  }
  return byPath.size === files.length ? files : [...byPath.values()];
}

function unite(a: FileCoverage, b: FileCoverage, report: (problem: RawProblem) => void): FileCoverage {
  if (a.map.digest === b.map.digest && a.version === b.version)
    return { ...a, counts: Float64Array.from(a.counts, (count, i) => Math.max(count, b.counts[i]!)) };
  report({
    code: "map-mismatch",
    severity: "warning",
    message: `"${a.path}" stands in the report twice with different entities or of different texts; the one that knows more of the file is counted.`,
    remedy:
      "Let the tool write each file once: two instrumenters or two builds of the file were mixed in one report.",
  });
  return compare(a, b) <= 0 ? a : b;
}

function compare(a: FileCoverage, b: FileCoverage): number {
  return (
    b.counts.length - a.counts.length ||
    compareText(a.map.digest, b.map.digest) ||
    compareText(a.version ?? "", b.version ?? "")
  );
}
