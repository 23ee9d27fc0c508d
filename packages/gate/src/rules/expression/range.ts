import type { Answer } from "@tollgate/model";
import type { Sign } from "./tree.ts";

/** An exact number: shares of different denominators are compared by integers. `of` is positive. */
export type Exact = { readonly part: bigint; readonly of: bigint };

/** What a value may be; an end that is absent is not bounded. */
export type Range = { readonly lo?: Exact; readonly hi?: Exact };

export function exactly(part: number, of = 1): Exact {
  return { part: BigInt(part), of: BigInt(of) };
}

export function between(lo: Exact | undefined, hi: Exact | undefined): Range {
  return { ...(lo === undefined ? {} : { lo }), ...(hi === undefined ? {} : { hi }) };
}

export function plus(a: Range, b: Range): Range {
  return between(sumOf(a.lo, b.lo), sumOf(a.hi, b.hi));
}

export function minus(a: Range, b: Range): Range {
  return between(sumOf(a.lo, negative(b.hi)), sumOf(a.hi, negative(b.lo)));
}

function sumOf(a: Exact | undefined, b: Exact | undefined): Exact | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { part: a.part * b.of + b.part * a.of, of: a.of * b.of };
}

function negative(a: Exact | undefined): Exact | undefined {
  return a === undefined ? undefined : { part: -a.part, of: a.of };
}

/** Passes when every pair of values does, fails when none does. */
export function compare(a: Range, sign: Sign, b: Range): Answer {
  switch (sign) {
    case ">=":
      return decide(isAtLeast(a.lo, b.hi), isBelow(a.hi, b.lo));
    case ">":
      return decide(isBelow(b.hi, a.lo), isAtLeast(b.lo, a.hi));
    case "<=":
      return compare(b, ">=", a);
    case "<":
      return compare(b, ">", a);
    case "==":
      return decide(
        isAtLeast(a.lo, b.hi) && isAtLeast(b.lo, a.hi),
        isBelow(a.hi, b.lo) || isBelow(b.hi, a.lo),
      );
    case "!=": {
      const same = compare(a, "==", b);
      return same === "unknown" ? same : same === "pass" ? "fail" : "pass";
    }
  }
}

function decide(isSure: boolean, isOut: boolean): Answer {
  if (isSure) return "pass";
  return isOut ? "fail" : "unknown";
}

function isAtLeast(a: Exact | undefined, b: Exact | undefined): boolean {
  return a !== undefined && b !== undefined && a.part * b.of >= b.part * a.of;
}

function isBelow(a: Exact | undefined, b: Exact | undefined): boolean {
  return a !== undefined && b !== undefined && a.part * b.of < b.part * a.of;
}
