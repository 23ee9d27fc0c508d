import type { CoverageMetric, Report, Scope } from "@tollgate/model";
import { byKind as byTestsOf, ofPackage } from "../scope-words.ts";
import type { Gap } from "./gap.ts";
import { inputsWithin, isWithin } from "./scope.ts";

/** Why there is nothing of a metric to judge: an empty report is broken evidence, no report is absent evidence. */
export function nothingMeasured(report: Report, scope: Scope, metric: CoverageMetric): Gap {
  const of = `${ofPackage(scope.package)}${byTestsOf(scope.kind)}`;
  const files = report.coverage.filter(
    ({ package: owner, byKind }) =>
      isWithin(scope, { package: owner }) &&
      (scope.kind === undefined || byKind.some(({ kind }) => kind === scope.kind)),
  );
  if (files.length > 0)
    return {
      cause: "absent",
      what: `no report measures ${metric}${of}`,
      remedy: `Let the coverage tool report ${metric} as well, or ask for another metric.`,
    };
  const empty =
    scope.package === undefined &&
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
