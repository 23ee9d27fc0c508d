import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/** True when the first element is `TestRun`, in whatever namespace: there are those of 2006 and of 2010, and none. */
export function recogniseTrx(head: Head): boolean {
  return rootTag(head)?.name === "TestRun";
}
