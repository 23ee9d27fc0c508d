import type { CodeProbes, Probe, Region } from "@tollgate/source";
import type { Look, Lookup } from "./lookup.ts";

type RestrictContext = { readonly code: CodeProbes; readonly text: string; readonly lookup: Lookup };

/**
 * What is certain of a count in the regions around it: V8 counts where execution branches, not where a default value is
 * taken, a chain ends at `?.`, a generator waits for its first value, or a call throws. `undefined`: nothing is.
 */
export function restrict(found: Look, probe: Probe, context: RestrictContext): number | undefined {
  let { count } = found;
  let hasOwnCount = false;
  for (let region = at(probe.region); region !== undefined; region = at(region.outer)) {
    if (region.kind === "tried") {
      const least = restrictTried(count, found, probe, region, context);
      if (least === undefined) return undefined;
      count = least;
    } else if (!hasOwnCount) {
      if (count === 0 && region.kind !== "elsewhere") return 0;
      hasOwnCount =
        region.kind === "resumed" ? hasResumed(region, found, context) : isCounted(region, found, context);
      if (!hasOwnCount) return isNever(region, context) ? 0 : undefined;
    }
  }
  return count;

  function at(index: number): Region | undefined {
    return index < 0 ? undefined : context.code.regions[index];
  }
}

type Of<K extends Region["kind"]> = Region & { readonly kind: K };

/** Whether the count is of a range inside the region. */
function isCounted(
  { scope, twin }: Of<"maybe" | "elsewhere">,
  { range }: Look,
  { lookup }: RestrictContext,
): boolean {
  const around = lookup.look(scope, twin);
  return around !== undefined && around.range !== range;
}

function isNever(region: Region, { lookup }: RestrictContext): boolean {
  if (region.kind !== "maybe" && region.kind !== "elsewhere") return false;
  return lookup.look(region.scope, region.bound)?.count === 0;
}

/** Behind each `yield` V8 counts anew; a generator that never began has a zero behind the first one that it has. */
function hasResumed(
  { scope, resumes }: Of<"resumed">,
  { range, inside }: Look,
  { lookup }: RestrictContext,
): boolean {
  if (inside === undefined) return false;
  const [whole, ...parts] = inside.ranges.all;
  if (range !== whole) return true;
  if (parts.some(({ count }) => count > 0)) return true;
  if (resumes.length === 0) return false;
  if (parts.every(({ count }) => count > 0)) return true;
  return resumes.some((offset) => (lookup.look(scope, { start: offset, end: offset + 1 })?.count ?? 0) > 0);
}

/**
 * What the handler caught and nobody threw on purpose was thrown by some call. At most so many of the times that V8
 * counts ended before this code, unless nothing in front of it can throw.
 */
function restrictTried(
  count: number,
  { range }: Look,
  probe: Probe,
  { scope, start, handler, throws }: Of<"tried">,
  { text, lookup }: RestrictContext,
): number | undefined {
  if (count === 0 || probe.of === "calls") return count;
  const caught = lookup.look(scope, handler)?.count ?? Number.POSITIVE_INFINITY;
  let thrown = 0;
  for (const offset of throws) thrown += lookup.look(scope, { start: offset, end: offset + 5 })?.count ?? 0;
  const lost = caught - thrown;
  if (lost <= 0) return count;
  const from = Math.max(start + 1, lookup.isText ? range.start : 0);
  if (!canThrow.test(text.slice(from, probe.code.start))) return count;
  return count > lost ? count - lost : undefined;
}

/** Calls, accesses, templates, and what else has to be evaluated. */
const canThrow = /[([.`]|\b(?:await|delete|for|in|instanceof|new|throw|yield)\b/;
