import type { Baseline } from "@tollgate/model";
import type { Gap } from "./gap.ts";

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
