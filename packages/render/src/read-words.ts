import type { ReportInput } from "@tollgate/model";

/** How a report was read and whether it counts: `ok`, `partial`, `older attempt, not counted`. */
export function readWords({ status, superseded, reused, fromCache }: ReportInput): string {
  if (superseded) return "older attempt, not counted";
  if (status !== "ok") return status;
  if (reused !== undefined) return `ok, reused from \`${reused.commit.slice(0, 7)}\``;
  return fromCache === undefined ? "ok" : "ok, from a cache";
}

/** False where something of a report that counts was lost. */
export function isPlainlyRead({ status, superseded }: ReportInput): boolean {
  return superseded || status === "ok";
}
