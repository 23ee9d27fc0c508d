import type { Tree } from "./tree.ts";

/** The values of a key of an object; none where the tree is no object or has no such key. */
export function valuesOf(tree: Tree, name: string): readonly Tree[] {
  if (tree.form !== "object") return [];
  return tree.members.filter(({ key }) => key === name).map(({ value }) => value);
}

/** The items of a list; none where the tree is none. */
export function itemsIn(tree: Tree): readonly Tree[] {
  return tree.form === "list" ? tree.items : [];
}
