import type { Bundle, MissingEvidence, ReportSpec } from "@tollgate/model";
import picomatch from "picomatch";

/** What the policy's `reports` promise and no evidence matches. */
export function missingReports(
  specs: readonly ReportSpec[],
  { evidence }: Bundle,
): readonly MissingEvidence[] {
  return specs
    .filter(({ required, files }) => {
      const matches = picomatch([...files], { dot: true });
      return required && !evidence.some(({ input }) => matches(input.path));
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
