import type { Head } from "../reader.ts";
import { rootTag } from "../xml/root-tag.ts";

/**
 * True when the first element is `assemblies`, or an `assembly` with attributes that runs of tests have: .NET manifests
 * and Maven descriptors have a root of that name too.
 */
export function recogniseXunit(head: Head): boolean {
  const root = rootTag(head);
  if (root === undefined) return false;
  return root.name === "assemblies" || (root.name === "assembly" && runAttribute.test(root.tag));
}

const runAttribute = /\s(?:test-framework|run-date|start-rtf|total)\s*=/;
