import { type CoverageMetric, isWholeRepository, type Report, type Scope } from "@tollgate/model";
import { byKind as byTestsOf, ofScope } from "../scope-words.ts";
import type { Gap } from "./gap.ts";
import { inputsWithin } from "./scope.ts";
import { within } from "./within.ts";

/** Why there is nothing of a metric to judge: an empty report is broken evidence, no report is absent evidence. */
export function nothingMeasured(report: Report, scope: Scope, metric: CoverageMetric): Gap {
  const of = `${ofScope(scope)}${byTestsOf(scope.kind)}`;
  const holds = within(report, scope);
  const files = report.coverage.filter(
    ({ path, package: owning, byKind }) =>
      holds({ path, package: owning }) &&
      (scope.kind === undefined || byKind.some(({ kind }) => kind === scope.kind)),
  );
  if (files.length > 0)
    return {
      cause: "absent",
      what: `no report measures ${metric}${of}`,
      remedy: `Let the coverage tool report ${metric} as well, or ask for another metric.`,
    };
  const empty =
    isWholeRepository(scope) &&
    inputsWithin(report, scope, "coverage").some(({ holds }) => holds !== undefined);
  return empty
    ? {
        cause: "bad",
        what: "the coverage reports that arrived measure no file",
        remedy: "Look at the include and exclude settings of the coverage tool, and at its log.",
      }
    : {
        cause: "absent",
        what: `no coverage${of} arrived`,
        remedy:
          "Run the tests with coverage before Tollgate and let them write coverage-final.json, lcov.info or Cobertura XML.",
      };
}
