import { canonicalJson, type Scope } from "@tollgate/model";

/** True when everything in `narrow` lies in `wide`, as far as their words prove it. */
export function covers(wide: Scope, narrow: Scope): boolean {
  return Object.entries(wide).every(([member, value]) => {
    const same = narrow[member as keyof Scope]; // members of a scope are its own
    if (same !== undefined) return canonicalJson(same) === canonicalJson(value);
    const list = lists[member] === undefined ? undefined : narrow[lists[member]];
    return list !== undefined && list.length > 0 && list.every((item) => item === value);
  });
}

/** A named scope has lists where an entry has one. */
const lists: Readonly<Record<string, "packages" | "owners" | "paths">> = {
  package: "packages",
  owner: "owners",
  path: "paths",
};
