import { type CountedRange, type Nest, nest, type ToldFunction } from "./counted-script.ts";

/** A function as V8 counted it, with the ranges inside. */
export type CountedFunction = CountedRange & {
  readonly name: string;
  readonly isBlock: boolean;
  /** The whole function and what is counted in it. */
  readonly ranges: Nest<CountedRange>;
};

/** The functions of a script; what sets the fields of classes is told as functions that overlap the methods. */
export type CountedFunctions = {
  readonly functions: Nest<CountedFunction>;
  readonly initialisers: readonly (CountedFunction & { readonly sets: "members" | "statics" })[];
};

export function countFunctions(told: readonly ToldFunction[]): CountedFunctions {
  const functions: CountedFunction[] = [];
  const initialisers: (CountedFunction & { readonly sets: "members" | "statics" })[] = [];
  for (const { name, isBlock, ranges } of told) {
    const counted = { ...ranges[0]!, name, isBlock, ranges: nest(ranges) };
    const sets = setters.get(name);
    if (sets === undefined) functions.push(counted);
    else initialisers.push({ ...counted, sets });
  }
  return { functions: nest(functions), initialisers };
}

const setters: ReadonlyMap<string, "members" | "statics"> = new Map([
  ["<instance_members_initializer>", "members"],
  ["<static_initializer>", "statics"],
]);
