import type { Fact } from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";

/** `tests.failing = 1 of 57 tests`: a value with its range and what it is about. */
export function factWords({ key, lo, hi, n, unit }: Fact): string {
  const all = plural(n, unit === "branches" ? "branch" : unit.slice(0, -1), unit);
  if (hi === undefined) return `${key} = at least ${grouped(lo)}, with ${all} so far`;
  const value = lo === hi ? grouped(lo) : `${grouped(lo)} to ${grouped(hi)}`;
  return `${key} = ${value} of ${all}`;
}
