import type { Kind, KindCounts, MergedFile } from "@tollgate/model";
import type { BaseCoverage } from "./base-coverage.ts";
import type { Touch } from "./touch.ts";

/** What is judged of one file: all kinds together, or one of them. */
export type ChargeContext = {
  readonly file: MergedFile;
  readonly measured: Pick<KindCounts, "counts" | "mayCounts">;
  readonly kind?: Kind;
  /** Lines with code that the change touches, each with the last line of it that counts. */
  readonly touched: ReadonlyMap<number, number>;
  readonly touch: Touch;
  readonly base: BaseCoverage;
};
