import { type CoverageMap, coverageMetrics } from "../coverage.ts";
import type { BundleText } from "./bundle-text.ts";

/** What `decodeMap` reads, as JSON. */
export function writeMap(map: CoverageMap, to: BundleText): void {
  const { precision, statements, functions, branches, conditions, totals } = map;
  to.text(`{"precision":"${precision}","statements":"`);
  to.rows(statements, 4);
  to.text(`","functions":{"names":${JSON.stringify(functions.names)},"places":"`);
  to.rows(functions.places, 3);
  to.text(`"},"branches":{"types":${JSON.stringify(branches.types)},"places":"`);
  to.rows(branches.places, 3);
  to.text('","arms":"');
  to.rows(branches.arms, 2);
  to.text('"},"conditions":"');
  to.rows(conditions, 2);
  to.text('"');
  if (totals !== undefined)
    to.text(`,"totals":${JSON.stringify(coverageMetrics.map((metric) => totals[metric]))}`);
  to.text("}");
}
