import type { Kind, RepoPath } from "@tollgate/model";

/** What is known about the kind of an input before and after it was read. */
export type KindHints = {
  /** From the policy's `reports` entry. */
  readonly configured?: Kind;
  /** From `--kind` or a manifest. */
  readonly given?: Kind;
  /** From the report itself. */
  readonly told?: Kind;
  readonly path: RepoPath;
  /** Tool that wrote the report, once it is read. */
  readonly producer?: string;
};

/** The kind, and whether it is only assumed. Order of belief as in the documentation of `reports`. */
export function kindOf(hints: KindHints): { readonly kind: Kind; readonly assumed: boolean } {
  const { configured, given, told, path, producer } = hints;
  const known = configured ?? given ?? told ?? kindInText(path) ?? kindOfRunner(producer);
  return known === undefined ? { kind: "unit", assumed: true } : { kind: known, assumed: false };
}

const words: ReadonlyMap<string, Kind> = new Map([
  ["unit", "unit"],
  ["integration", "integration"],
  ["e2e", "e2e"],
]);

/** The last word of a path or task name that names a kind: `packages/api/reports/integration/junit.xml`. */
export function kindInText(text: string): Kind | undefined {
  let found: Kind | undefined;
  for (const word of text.toLowerCase().split(/[^a-z0-9]+/)) found = words.get(word) ?? found;
  return found;
}

function kindOfRunner(producer: string | undefined): Kind | undefined {
  return producer !== undefined && /^(?:playwright|cypress)\b/i.test(producer) ? "e2e" : undefined;
}
