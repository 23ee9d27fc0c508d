import type { Place, Policy, PolicyLayer, ScopeMembers } from "@tollgate/model";

/** A policy file as it is written, and those that it extends. */
export type Layer = PolicyLayer & {
  readonly policy: Policy;
  readonly parents: readonly Layer[];
  /** Described here, not above. */
  readonly scopes: ReadonlyMap<string, PlacedScope>;
  readonly otherSourcePlace?: Place;
};

export type PlacedScope = { readonly members: ScopeMembers; readonly place: Place };

/** `tollgate.yml:3:5` */
export function placeWords({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}
