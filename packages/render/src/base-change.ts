import type {
  Baseline,
  Cell,
  CoverageMetric,
  Extent,
  MissingEvidence,
  Report,
  Totals,
} from "@tollgate/model";
import { grouped } from "@tollgate/text";
import { extentOf } from "./figures.ts";

/** What a row of figures may be compared with on the base; each absent where the base, or this report, is not whole there. */
export type BaseRow = { readonly tests?: Totals["tests"]; readonly coverage?: Totals["coverage"] };

/** The base's figures of a cell; of all cells where none is given. */
export function baseRow(report: Report, cell?: Cell): BaseRow {
  const { baseline } = report;
  if (baseline === undefined) return {};
  const base = cell === undefined ? baseline.totals : sameCell(baseline, cell);
  if (base === undefined) return {};
  const lacks = [...report.missing, ...(baseline.lacks ?? []), ...(baseline.measured?.lacks ?? [])];
  const isWhole = (what: "tests" | "coverage"): boolean => !lacks.some((lack) => concerns(lack, what, cell));
  return {
    ...(isWhole("tests") ? { tests: base.tests } : {}),
    ...(isWhole("coverage") && base.coverage !== undefined ? { coverage: base.coverage } : {}),
  };
}

function sameCell({ cells }: Baseline, { package: owner, kind }: Cell): Cell | undefined {
  return cells.find((cell) => cell.package === owner && cell.kind === kind);
}

/** Tests of one package may cover any other, so whatever lacks of coverage may lack of this cell. */
function concerns(
  { about, package: owner, kind }: MissingEvidence,
  what: "tests" | "coverage",
  cell: Cell | undefined,
): boolean {
  if (about === "findings" || (about === "coverage" && what === "tests")) return false;
  if (cell === undefined) return true;
  if (kind !== undefined && kind !== cell.kind) return false;
  return what === "coverage" || owner === undefined || owner === cell.package;
}

/** ` (+12)`, ` (−3)`; nothing where it is the same or not known. */
export function countChange(now: number, base: number | undefined): string {
  if (base === undefined || base === now) return "";
  return ` (${now > base ? "+" : "−"}${grouped(Math.abs(now - base))})`;
}

/**
 * ` (−1.3)`: points of a percent between the two shares. A loss is never rounded away, a gain never up; nothing where
 * one of them is a range, or was nothing to cover.
 */
export function shareChange(
  now: Totals["coverage"],
  base: Totals["coverage"],
  metric: CoverageMetric,
): string {
  if (base === undefined) return "";
  const [after, before] = [extentOf(now, metric), extentOf(base, metric)];
  if (!isCertain(after) || !isCertain(before)) return "";
  // tenths of a percent, exactly: a / n − b / m = (a m − b n) / (n m)
  const whole = BigInt(after.found) * BigInt(before.found);
  const difference = BigInt(after.hit) * BigInt(before.found) - BigInt(before.hit) * BigInt(after.found);
  if (difference === 0n) return "";
  const thousands = 1_000n * (difference < 0n ? -difference : difference);
  if (difference > 0n) return thousands < whole ? "" : ` (+${tenths(thousands / whole)})`;
  return ` (−${tenths((thousands + whole - 1n) / whole)})`;
}

function isCertain({ found, hit, mayHit }: Extent): boolean {
  return found > 0 && hit === mayHit;
}

function tenths(count: bigint): string {
  const [whole, rest] = [count / 10n, count % 10n];
  return rest === 0n ? String(whole) : `${whole}.${rest}`;
}
