import type { CodeExtent, Scope } from "@tollgate/source";
import type { CountedFunction, CountedFunctions } from "./counted-functions.ts";
import type { CountedRange } from "./counted-script.ts";
import type { Joints } from "./joints.ts";
import type { Owners } from "./owners.ts";
import { rangeAt } from "./settle.ts";

/** The innermost range that is counted around some code. */
export type Look = {
  readonly count: number;
  /** Equal for code that is counted together. */
  readonly range: CountedRange;
  /** The function in which it lies; absent where nothing was counted because nothing ran. */
  readonly inside?: CountedFunction;
};

export type LookupOptions = {
  readonly scopes: readonly Scope[];
  readonly counted: CountedFunctions;
  readonly owners: Owners;
  /** Where code of the text begins in the script. None: it is not there. */
  readonly places: (code: CodeExtent) => readonly number[];
  readonly joints: Joints;
  /** True where the script is the text itself: then a function that is not told was not called. */
  readonly isText: boolean;
};

export interface Lookup {
  /** Whether offsets of the script are those of the text. */
  readonly isText: boolean;
  /** `undefined`: it cannot be known. */
  look(scope: number, code: CodeExtent): Look | undefined;
  /** How often a function was called. */
  calls(scope: number): Look | undefined;
}

export function createLookup({ scopes, counted, owners, places, joints, isText }: LookupOptions): Lookup {
  const byScope = new Map<number, CountedFunction>();
  for (const [one, scope] of owners) {
    const known = byScope.get(scope);
    if (known === undefined || one.end - one.start > known.end - known.start) byScope.set(scope, one);
  }
  return { isText, look, calls };

  function look(scope: number, code: CodeExtent): Look | undefined {
    let best: Look | undefined;
    if (!byScope.has(scope)) return lookOutside(scope, code);
    for (const offset of places(code)) {
      const found = lookIn(functionAt(scope, offset), scope, offset, code);
      if (found !== undefined && (best === undefined || found.count > best.count)) best = found;
    }
    return best;
  }

  function calls(scope: number): Look | undefined {
    const one = byScope.get(scope);
    if (one === undefined) return untold(scope);
    return { count: one.count, range: one.ranges.all[0]!, inside: one };
  }

  /** Functions whose code became several functions: the innermost that is this scope's. */
  function functionAt(scope: number, offset: number): CountedFunction | undefined {
    const { kind } = scopes[scope]!;
    if (kind === "members" || kind === "statics")
      return counted.initialisers.find(
        (one) => owners.get(one) === scope && one.start <= offset && offset < one.end,
      );
    for (const one of counted.functions.around(offset)) if (owners.get(one) === scope) return one;
    return undefined;
  }

  /**
   * What sets fields has no function of its own in older engines, and where a compiler moved it: to the constructor, or
   * behind the class.
   */
  function lookOutside(scope: number, code: CodeExtent): Look | undefined {
    const { kind, parent, start } = scopes[scope]!;
    if (kind === "statics") return look(parent, code);
    const moved = kind === "members" && !isText ? lookMoved(scope, code, start) : undefined;
    return moved ?? untold(scope);
  }

  function lookMoved(scope: number, code: CodeExtent, classStart: number): Look | undefined {
    const home = places({ start: classStart, end: classStart + 1 })[0];
    for (const offset of places(code)) {
      const [one] = counted.functions.around(offset);
      const isWithin = home === undefined || (one !== undefined && one.start <= home && home < one.end);
      if (!isWithin) return lookIn(one, scope, offset, code);
    }
    return undefined;
  }

  /** A function is told when it or the one around it ran. */
  function untold(scope: number): Look | undefined {
    const { kind, parent, start, end } = scopes[scope]!;
    if (kind === "function" && isText) return never;
    const around = parent < 0 ? undefined : look(parent, { start, end });
    return around?.count === 0 ? never : undefined;
  }

  function lookIn(
    one: CountedFunction | undefined,
    scope: number,
    offset: number,
    code: CodeExtent,
  ): Look | undefined {
    if (one === undefined || (!one.isBlock && one.count > 0)) return undefined;
    const range = rangeAt(one, { offset, code, scope, joints });
    return range === undefined ? undefined : { count: range.count, range, inside: one };
  }
}

const never: Look = { count: 0, range: { start: -1, end: -1, count: 0 } };
