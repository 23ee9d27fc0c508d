import type { Evidence, MissingEvidence, ReportSpec } from "@tollgate/model";
import { matchesSpec } from "@tollgate/workspace";

/** What the policy's `reports` promise and no current evidence matches. A file that says nothing is not a report that arrived. */
export function missingReports(
  specs: readonly ReportSpec[],
  current: readonly Evidence<unknown>[],
): readonly MissingEvidence[] {
  const arrived = current.filter((item) => !saysNothing(item));
  return specs
    .filter((spec) => {
      const matches = matchesSpec(spec);
      return spec.required && !arrived.some(({ input }) => matches(input.path));
    })
    .map(toMissing);
}

/** Our own output, findings of a linter: read without trouble, and neither tests nor coverage nor runs. */
function saysNothing({ status, input, tests, coverage, findings }: Evidence<unknown>): boolean {
  const holdsNothing = tests === undefined && coverage === undefined && findings === undefined;
  return status === "ok" && input.format === undefined && holdsNothing;
}

function toMissing({ kind, files, about, package: owner, place }: ReportSpec): MissingEvidence {
  return {
    what: `${kind} reports${owner === undefined ? "" : ` of ${owner}`}`,
    kind,
    ...(owner === undefined ? {} : { package: owner }),
    ...(about === undefined ? {} : { about }),
    because: `${place.path}:${place.line} names ${files.map((glob) => `"${glob}"`).join(", ")} and no file matches`,
    remedy: `Run ${about === "findings" ? "the tool" : `the ${kind} tests`} before Tollgate, and check where reports are written. If they are optional, set \`required: false\`.`,
  };
}
