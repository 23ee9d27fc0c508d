import type { Scope, TestRef, Waiver } from "@tollgate/model";
import type { Tree } from "../tree.ts";
import { membersOf, optionsOf, scalarOf, textOf } from "../tree-values.ts";

/** The waiver of a tree that `checkWaiver` found nothing wrong with. */
export function toWaiver(tree: Tree, path: string): Waiver {
  const members = membersOf(tree);
  const text = (name: string): string => textOf(members.get(name));
  const told = <N extends string>(name: N): { readonly [K in N]?: string } =>
    (members.has(name) ? { [name]: text(name) } : {}) as { [K in N]?: string }; // computed keys widen
  const covers = members.get("coversUnknown");
  const test = members.get("test");
  const limit = members.get("limit");
  return {
    id: path,
    rule: text("rule"),
    scope: scopeOf(members.get("scope")),
    reason: text("reason"),
    owner: text("owner"),
    ...told("createdAt"),
    expires: text("expires"),
    ...told("ticket"),
    ...(limit === undefined ? {} : { limit: optionsOf(limit) }),
    ...(covers !== undefined && scalarOf(covers) === true ? { coversUnknown: true } : {}),
    ...(test === undefined ? {} : { test: testOf(test) }),
    ...told("failure"),
  };
}

function scopeOf(tree: Tree | undefined): Scope {
  return tree === undefined ? {} : optionsOf(tree); // the schema allows no member but those of a scope, as texts
}

function testOf(tree: Tree): TestRef {
  const { occurrence, ...rest } = optionsOf(tree);
  return {
    ...(rest as Pick<TestRef, "package" | "kind" | "title">), // the schema asks for these
    ...(occurrence === undefined || occurrence === 1 ? {} : { occurrence: Number(occurrence) }),
  };
}
