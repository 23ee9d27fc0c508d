import { type Kind, kindInText, type RepoPath } from "@tollgate/model";

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

function kindOfRunner(producer: string | undefined): Kind | undefined {
  return producer !== undefined && /^(?:playwright|cypress)\b/i.test(producer) ? "e2e" : undefined;
}
