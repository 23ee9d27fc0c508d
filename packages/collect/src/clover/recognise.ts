import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/**
 * True when the first element is `coverage` and says when or by which Clover it was made, or holds a project.
 * Cobertura's root element has the same name, and rates or packages.
 */
export function recogniseClover(head: Head): boolean {
  const root = rootTag(head);
  if (root?.name !== "coverage" || /\s(?:line-rate|branch-rate|lines-valid)\s*=/.test(root.tag)) return false;
  const first = /^(?:\s|<!--[\s\S]*?-->)*<([\w.-]+)/.exec(root.rest)?.[1];
  if (first === "sources" || first === "packages") return false;
  return first === "project" || /\s(?:clover|generated)\s*=/.test(root.tag);
}
