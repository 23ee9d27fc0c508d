import type { Extent, LineRange } from "@tollgate/model";
import { grouped } from "./plural.ts";

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

/**
 * ` (−1.3)`: points of a percent between the two shares. A loss is never rounded away, a gain never up; nothing where
 * one of them is a range, or was nothing to cover.
 */
export function shareChange(after: Extent, before: Extent): string {
  if (!isCertain(after) || !isCertain(before)) return "";
  // tenths of a percent, exactly: a / n − b / m = (a m − b n) / (n m)
  const whole = BigInt(after.found) * BigInt(before.found);
  const difference = BigInt(after.hit) * BigInt(before.found) - BigInt(before.hit) * BigInt(after.found);
  if (difference === 0n) return "";
  const thousands = 1_000n * (difference < 0n ? -difference : difference);
  if (difference > 0n) return thousands < whole ? "" : ` (+${tenths(thousands / whole)})`;
  return ` (−${tenths((thousands + whole - 1n) / whole)})`;
}

/** ` (+12)`, ` (−3)`; nothing where it is the same or not known. */
export function countChange(now: number, base: number | undefined): string {
  if (base === undefined || base === now) return "";
  return ` (${now > base ? "+" : "−"}${grouped(Math.abs(now - base))})`;
}

function isCertain({ found, hit, mayHit }: Extent): boolean {
  return found > 0 && hit === mayHit;
}

/** Tenths of a percent as text, floored; exact for counts up to 2^53. */
function floored(part: number, whole: number): string {
  const tenths = Number((BigInt(part) * 1_000n) / BigInt(whole));
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
}

function tenths(count: bigint): string {
  const [whole, rest] = [count / 10n, count % 10n];
  return rest === 0n ? String(whole) : `${whole}.${rest}`;
}
