import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/**
 * True when the first element is `testsuites` or `testsuite`, with or without a namespace prefix. Log lines in
 * front are passed over, also where the document has no XML declaration.
 */
export function recogniseJunit(head: Head): boolean {
  const name = rootTag(head, beginning)?.name;
  return name === "testsuites" || name === "testsuite";
}

const beginning = /^[ \t]*<(?:\?xml\s|(?:[\w.-]+:)?testsuites?[\s/>])/m;
