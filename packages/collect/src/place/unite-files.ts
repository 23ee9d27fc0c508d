import {
  branchEntities,
  compareText,
  countLayout,
  type FileCoverage,
  functionEntities,
} from "@tollgate/model";
import type { RawProblem } from "../reader.ts";

/**
 * One entry per path. The same file under two spellings in one report is one measurement told twice: with equal
 * maps the larger count stands; with different maps the one that knows more of the file stays, as the other may have been
 * told for the part that ran, and a Problem says so: an error where the other knows code that no test runs and that the
 * first does not have, since the file would look better covered than the report says.
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
  const [counted, other] = compare(a, b) <= 0 ? [a, b] : [b, a];
  const hidden = hiddenLines(counted, other);
  const line = hidden.find((placed) => placed > 0);
  const at = line === undefined ? "" : ` (line ${line})`;
  // What has no place cannot be compared.
  const isHidden = hidden.length > 0 || other.map.totals !== undefined;
  const where = hidden.length === 0 ? "" : `, which lacks code of the other that no test runs${at}`;
  report({
    code: "map-mismatch",
    severity: isHidden ? "error" : "warning",
    message: `"${a.path}" stands in the report twice with different entities or of different texts; the one that knows more of the file is counted${where}.`,
    remedy:
      "Let the tool write each file once: two instrumenters or two builds of the file were mixed in one report. Reports that were joined may be given one by one.",
  });
  return counted;
}

/** Lines with uncovered statements, functions or branches of the one that is not counted, which the counted one does not have. */
function hiddenLines(counted: FileCoverage, other: FileCoverage): readonly number[] {
  const known = new Set(keysOf(counted, "measured"));
  return keysOf(other, "uncovered")
    .filter((key) => !known.has(key))
    .map((key) => Number(key.slice(1)));
}

/** `l7` is a statement on line 7, `f7` a function, `b7` a branch. */
function keysOf({ map, counts }: FileCoverage, which: "measured" | "uncovered"): readonly string[] {
  const keys: string[] = [];
  const layout = countLayout(map);
  const add = (key: string, index: number, whole = 1): void => {
    const count = counts[index]!;
    if (count >= 0 && (which === "measured" || count < whole)) keys.push(key);
  };
  for (let i = 0; i < layout.functions; i++) add(`l${map.statements[i * 4]}`, i);
  for (const [i, { line }] of functionEntities(map).entries()) add(`f${line}`, layout.functions + i);
  let arm = layout.arms;
  for (const { line, arms } of branchEntities(map))
    for (const end = arm + arms.length / 2; arm < end; arm++) add(`b${line}`, arm);
  for (let i = 0; i < map.conditions.length / 2; i++)
    add(`b${map.conditions[i * 2]}`, layout.conditions + i, map.conditions[i * 2 + 1]!);
  return keys;
}

function compare(a: FileCoverage, b: FileCoverage): number {
  return (
    b.counts.length - a.counts.length ||
    compareText(a.map.digest, b.map.digest) ||
    compareText(a.version ?? "", b.version ?? "")
  );
}
