import type { RuleEntry, Waiver } from "@tollgate/model";

/** The entry as a waiver's limit asks for it. */
export function limited(entry: RuleEntry, { limit }: Waiver): RuleEntry {
  return { ...entry, options: { ...entry.options, ...limit } };
}

/** Whether a waiver may be for a part of an entry: a limit is one of the whole, and a place has no kind. */
export function canBePart({ limit, scope }: Waiver): boolean {
  return limit === undefined && scope.kind === undefined;
}
