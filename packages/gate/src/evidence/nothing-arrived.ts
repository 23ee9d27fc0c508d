import type { Gap } from "./gap.ts";

/** Nothing came that could be judged. */
export const nothingArrived: Gap = {
  cause: "absent",
  what: "no report arrived",
  remedy:
    "Run the tests before Tollgate and let them write reports into a folder that is collected; `reports` in tollgate.yml names other places.",
};
