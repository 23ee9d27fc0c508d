import type { RuleOption } from "@tollgate/model";
import type { Member, Tree } from "./tree.ts";

/** Values of a tree that `check` found nothing wrong with; nothing where it has none. */
export function membersOf(tree: Tree): ReadonlyMap<string, Tree> {
  return new Map(pairsOf(tree).map(({ key, value }) => [key, value]));
}

export function pairsOf(tree: Tree | undefined): readonly Member[] {
  return tree?.form === "object" ? tree.members : [];
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.form === "list" ? tree.items : [];
}

export function textOf(tree: Tree | undefined): string {
  return tree?.form === "value" ? String(tree.value) : "";
}

export function scalarOf(tree: Tree): RuleOption {
  return tree.form === "value" && tree.value !== null ? tree.value : "";
}

/** A scalar, or a list of texts. */
function optionOf(tree: Tree): RuleOption {
  return tree.form === "list" ? tree.items.map(textOf) : scalarOf(tree);
}

/** Members that are options. Keys are the schema's own, so a plain object is safe. */
export function optionsOf(tree: Tree): Readonly<Record<string, RuleOption>> {
  return Object.fromEntries(pairsOf(tree).map(({ key, value }) => [key, optionOf(value)]));
}
