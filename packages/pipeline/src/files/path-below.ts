import { relative, sep } from "node:path";

/** A path as it is told from a root: with `/`, empty for the root itself, with `../` for what lies outside. */
export function pathBelow(root: string, absolute: string): string {
  return relative(root, absolute).split(sep).join("/");
}
