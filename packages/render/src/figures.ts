import type { CoverageTally, Extent, LineRange } from "@tollgate/model";
import { grouped } from "@tollgate/text";

/**
 * A share for people: floored to one decimal, `100 %` only when all is covered, `n/a` for 0 of 0. Where the evidence
 * allows a range: `81–84.5 %`.
 */
export function share({ found, hit, mayHit }: Extent): string {
  if (found === 0) return "n/a";
  const least = floored(hit, found);
  const most = floored(mayHit, found);
  return least === most ? `${least} %` : `${least}–${most} %`;
}

/** The share with its counts: `81.2 % (26/32)`. */
export function shareOf(extent: Extent): string {
  if (extent.found === 0) return "n/a";
  const { found, hit, mayHit } = extent;
  const counts = hit === mayHit ? grouped(hit) : `${grouped(hit)}–${grouped(mayHit)}`;
  return `${share(extent)} (${counts}/${grouped(found)})`;
}

/** The extent of a metric; nothing measured where there is no coverage at all. */
export function extentOf(
  coverage: CoverageTally | undefined,
  metric: "lines" | "functions" | "branches",
): Extent {
  return coverage?.[metric] ?? { found: 0, hit: 0, mayHit: 0 };
}

/** Microseconds for people: `340 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(us: number): string {
  const ms = Math.round(us / 1_000);
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1_000);
  return `${grouped(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** `12–15, 20`. */
export function ranges(lines: readonly LineRange[]): string {
  return lines.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}

/** `line 12`, `lines 12–15, 20`. */
export function lineWords(lines: readonly LineRange[]): string {
  const only = lines.length === 1 && lines[0]![0] === lines[0]![1];
  return `${only ? "line" : "lines"} ${ranges(lines)}`;
}

/** `packages/api/src/cart.ts:12`, `…:12-15`: as editors and terminals read it. */
export function placeOf({
  path,
  line,
  endLine,
}: {
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly endLine?: number | undefined;
}): string {
  if (path === undefined) return "";
  if (line === undefined) return path;
  return `${path}:${line}${endLine === undefined || endLine === line ? "" : `-${endLine}`}`;
}

/** Tenths of a percent as text, floored; exact for counts up to 2^53. */
function floored(part: number, whole: number): string {
  const tenths = Number((BigInt(part) * 1_000n) / BigInt(whole));
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
}
