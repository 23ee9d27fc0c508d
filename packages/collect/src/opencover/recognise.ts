import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/** True when the first element is a `CoverageSession`, or a `root` that a script put around several of them. */
export function recogniseOpenCover(head: Head): boolean {
  const root = rootTag(head);
  if (root?.name !== "root") return root?.name === "CoverageSession";
  return /^(?:\s|<!--[\s\S]*?-->)*<CoverageSession[\s>]/.test(root.rest);
}
