import type { CoverageMetric } from "@tollgate/model";
import { openTotals, type ToldTotal, type TotalsFormat } from "../coverage-totals/open-totals.ts";
import { isMembers, type Members, own, ownInteger } from "../json/members.ts";
import { topKeys } from "../json/top-keys.ts";
import type { Reader } from "../reader.ts";

/** istanbul's `json-summary`: `coverage-summary.json` of nyc, jest, vitest and c8. */
export const istanbulSummary: Reader = {
  id: "istanbul-summary",
  holds: "coverage",
  recognises({ text }) {
    const keys = topKeys(text);
    const total = keys?.get("total");
    const has = (...names: readonly string[]): boolean => names.some((name) => total?.has(name) === true);
    // SimpleCov has such totals, too.
    return keys?.has("meta") === false && has("lines", "statements", "branches") && has("functions", "lines");
  },
  open: (context) => openTotals(context, format),
};

const format: TotalsFormat = {
  files: (root) => Object.entries(root).filter(([path]) => path !== "total"),
  sum: (root) => own(root, "total"),
  total: toldTotal,
};

/** What versions before 1.0 skipped, by a hint, and no test ran, they counted as covered. Percentages are not looked at. */
function toldTotal(told: Members, metric: CoverageMetric): ToldTotal {
  const value = own(told, metric);
  if (!isMembers(value)) return { total: undefined, covered: undefined };
  const [total, covered] = [own(value, "total"), own(value, "covered")];
  const skipped = ownInteger(value, "skipped", 1) ?? 0;
  if (typeof total !== "number" || typeof covered !== "number") return { total, covered };
  return { total: total - skipped, covered: covered - skipped };
}
