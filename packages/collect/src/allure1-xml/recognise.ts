import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";
import { isAllureSuite } from "../xml-tests/test-suite-root.ts";

/** True when the first element is a `test-suite` of Allure's model, with or without its namespace. */
export function recogniseAllure1(head: Head): boolean {
  const root = rootTag(head);
  return root !== undefined && isAllureSuite(root);
}
