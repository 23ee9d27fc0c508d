import type { Baseline, MissingEvidence, Report, Scope } from "@tollgate/model";
import type { Gap } from "./gap.ts";
import { reachOf } from "./scope.ts";

/** There is nothing to compare with. */
export const noBase: Gap = {
  cause: "absent",
  what: "there is no base to compare with",
  remedy: "Give the bundle that `tollgate collect` wrote where head and base part: --base-report FILE.",
};

/** ` (bundle main.tollgate)`: what was compared with. */
export function basePhrase({ how }: Pick<Baseline, "how">): string {
  return ` (${how})`;
}

/** What the base's own report does not say of the scope's tests. */
export function baseGaps(report: Report, { lacks = [] }: Baseline, scope: Scope): readonly Gap[] {
  return lacks.filter(reachOf(report, scope, "tests")).map(lackedGap);
}

/** What the base's own report does not say of coverage: which files it is about, nobody knows. */
export function baseCoverageGaps({ measured }: Baseline): readonly Gap[] {
  return (measured?.lacks ?? []).map(lackedGap);
}

function lackedGap({ what, because, remedy }: MissingEvidence): Gap {
  return { cause: "absent", what: `${what} is not known (${because})`, remedy };
}
