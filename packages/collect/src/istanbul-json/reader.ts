import type { Reader } from "../reader.ts";
import { recogniseIstanbul } from "./recognise.ts";
import { openSession } from "./session.ts";

/**
 * istanbul's coverage map as JSON: `coverage-final.json` of nyc, jest, vitest and c8, also wrapped in `data` or
 * `map`, also one file's coverage alone. Totals (`coverage-summary.json`) are `istanbul-summary`.
 */
export const istanbulJson: Reader = {
  id: "istanbul-json",
  holds: "coverage",
  recognises: recogniseIstanbul,
  open: openSession,
};
