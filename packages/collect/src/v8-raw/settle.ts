import type { CodeExtent } from "@tollgate/source";
import type { CountedFunction } from "./counted-functions.ts";
import type { CountedRange } from "./counted-script.ts";
import { firstIndex } from "./first-index.ts";
import type { Joints } from "./joints.ts";

type Nested = CountedRange & { readonly outer: Nested | undefined };

type Place = {
  readonly offset: number;
  readonly code: CodeExtent;
  readonly scope: number;
  readonly joints: Joints;
};

/**
 * The range whose count holds at an offset. What V8 counts behind a `return` or `await` it shows only up to the next
 * range: in `if (a) return; f(b && c); g();` it shows `g()` with the count of the whole function.
 */
export function rangeAt(
  { ranges }: CountedFunction,
  { offset, code, scope, joints }: Place,
): CountedRange | undefined {
  let at = offset;
  for (;;) {
    const [inner] = ranges.around(at);
    if (inner === undefined) return undefined;
    const before = lastBefore(ranges.all, inner, at);
    if (before === undefined || joints.isCountedAnew(before, offset, code, scope)) return inner;
    if (!joints.isPart(before)) return before;
    at = startOfParts(ranges.all, before, joints) - 1;
    if (at < inner.start) return inner;
  }
}

/** The last range directly in `outer` that ends at `offset` or before. */
function lastBefore(all: readonly Nested[], outer: Nested, offset: number): Nested | undefined {
  for (let i = lastStart(all, offset); i >= 0 && all[i]!.start >= outer.start; i--) {
    const range = all[i]!;
    if (range.outer === outer && range.end <= offset) return range;
  }
  return undefined;
}

function lastStart(all: readonly CountedRange[], offset: number): number {
  return firstIndex(all, offset + 1, ({ start }) => start) - 1;
}

/** `? a : b` are two parts without a gap. */
function startOfParts(all: readonly Nested[], last: Nested, joints: Joints): number {
  let first = last;
  for (let i = lastStart(all, last.start - 1); i >= 0; i--) {
    const range = all[i]!;
    if (range.outer !== last.outer || range.end !== first.start || !joints.isPart(range)) break;
    first = range;
  }
  return first.start;
}
