import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/** True when the first element is `report` and the document type or the first element inside is JaCoCo's. */
export function recogniseJacoco(head: Head): boolean {
  const root = rootTag(head);
  if (root?.name !== "report") return false;
  const before = head.text.slice(0, Math.max(head.text.indexOf("<report"), 0));
  return (
    /<!doctype\s+report\s[^>]*jacoco/i.test(before) ||
    /^(?:\s|<!--[\s\S]*?-->)*<(?:sessioninfo|package|group|counter)[\s>/]/.test(root.rest)
  );
}
