import { nearestNames } from "@tollgate/gate";
import type { Fault } from "./fault.ts";
import { itemsIn, valuesOf } from "./look-up.ts";
import { quoted } from "./quoted.ts";
import type { Tree } from "./tree.ts";

/** Scopes that a rule names and neither `scopes` nor a policy above has: the rule would judge nothing. */
export function checkScopes(tree: Tree, inherited: readonly string[]): readonly Fault[] {
  const own = valuesOf(tree, "scopes").flatMap((scopes) =>
    scopes.form === "object" ? scopes.members.map(({ key }) => key) : [],
  );
  const names = [...own, ...inherited];
  const rules = valuesOf(tree, "rules").flatMap((found) => (found.form === "object" ? found.members : []));
  return rules
    .flatMap(({ value }) => (value.form === "list" ? itemsIn(value) : [value]))
    .flatMap((entry) => valuesOf(entry, "scope"))
    .flatMap((value) =>
      value.form === "value" && typeof value.value === "string" && !names.includes(value.value)
        ? [unknownScope(value.value, value.offset, names)]
        : [],
    );
}

function unknownScope(name: string, offset: number, names: readonly string[]): Fault {
  const near = nearestNames(name, names).map((candidate) => `"${candidate}"`);
  return {
    offset,
    found: `the scope ${quoted(name)}`,
    allowed: names.length === 0 ? "a scope of `scopes`, which has none" : `one of ${names.join(", ")}`,
    remedy: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Describe it in `scopes`.",
  };
}
