import type { Evidence, MissingEvidence, ReportSpec } from "@tollgate/model";
import { matchesSpec } from "@tollgate/workspace";

/** What the policy's `reports` promise and no current evidence matches. Our own output is no evidence of anything. */
export function missingReports(
  specs: readonly ReportSpec[],
  current: readonly Evidence[],
): readonly MissingEvidence[] {
  const arrived = current.filter(({ problems }) => !problems.some(({ code }) => code === "own-output"));
  return specs
    .filter((spec) => {
      const matches = matchesSpec(spec);
      return spec.required && !arrived.some(({ input }) => matches(input.path));
    })
    .map(toMissing);
}

function toMissing({ kind, files, package: owner, place }: ReportSpec): MissingEvidence {
  return {
    what: `${kind} reports${owner === undefined ? "" : ` of ${owner}`}`,
    kind,
    ...(owner === undefined ? {} : { package: owner }),
    because: `${place.path}:${place.line} names ${files.map((glob) => `"${glob}"`).join(", ")} and no file matches`,
    remedy: `Run the ${kind} tests before Tollgate, and check where they write their reports. If they are optional, set \`required: false\`.`,
  };
}
