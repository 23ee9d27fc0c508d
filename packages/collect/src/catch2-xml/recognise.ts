import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/** True when the first element is `Catch` (Catch2 up to version 2) or `Catch2TestRun` (from version 3 on). */
export function recogniseCatch2(head: Head): boolean {
  const name = rootTag(head)?.name;
  return name === "Catch" || name === "Catch2TestRun";
}
