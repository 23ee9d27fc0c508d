import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";
import { isAllureSuite } from "../xml-tests/test-suite-root.ts";

/** True when the first element is `test-run` (NUnit 3), `test-results` (NUnit 2), or a `test-suite` of either. */
export function recogniseNunit(head: Head): boolean {
  const root = rootTag(head);
  if (root === undefined) return false;
  const { name } = root;
  return name === "test-run" || name === "test-results" || (name === "test-suite" && !isAllureSuite(root));
}
