import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/** True when the first element is `coverage` of version 1, holds nothing but files, and is signed by no other tool. */
export function recogniseSonarCoverage(head: Head): boolean {
  const root = rootTag(head);
  if (root?.name !== "coverage" || !/\sversion\s*=\s*["']1["']/.test(root.tag)) return false;
  if (/\s(?:line-rate|branch-rate|lines-valid|clover|generated|profilerVersion)\s*=/.test(root.tag))
    return false;
  return root.tag.endsWith("/>") || /^(?:\s|<!--[\s\S]*?-->)*(?:<\/coverage|<file[\s/>]|$)/.test(root.rest);
}
