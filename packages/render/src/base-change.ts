import type { Baseline, Cell, CoverageMetric, MissingEvidence, Report, Totals } from "@tollgate/model";
import { shareChange } from "@tollgate/text";
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

/** How the share of a metric changed: see `shareChange`. */
export function metricChange(
  now: Totals["coverage"],
  base: Totals["coverage"],
  metric: CoverageMetric,
): string {
  return shareChange(extentOf(now, metric), extentOf(base, metric));
}
