import type { Kind } from "./origin.ts";

const words: ReadonlySet<Kind> = new Set(["unit", "integration", "e2e"]);

/** The last word of a path or task name that names a kind: `packages/api/reports/integration/junit.xml`. */
export function kindInText(text: string): Kind | undefined {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .findLast((word) => words.has(word));
}
