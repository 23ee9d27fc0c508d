import type { Kind } from "./origin.ts";

/** A validated `tollgate.yml`. The gate adds the built-in rules that it does not configure. */
export type Policy = {
  /** Where it was read: `tollgate.yml`; absent when there is none and only the built-in rules apply. */
  readonly path?: string;
  /** Which files are reports of which kind, in order; empty means by convention. */
  readonly reports: readonly ReportSpec[];
  /** Prefixes to rewrite before a path is looked up, in order. */
  readonly paths: readonly PathMapping[];
  readonly rules: readonly RuleEntry[];
  /** What becomes of coverage that was measured on another text than is judged. @default reject */
  readonly otherSource?: OtherSource;
};

/**
 * `reject`: the report is broken evidence. `bound`: it may be right, so that what it measured counts from nothing to
 * all. `shift`: of a report of another commit the lines that are still the same count, and the rest from nothing to all.
 */
export type OtherSource = (typeof otherSources)[number];

export const otherSources = ["reject", "bound", "shift"] as const;

export type ReportSpec = {
  readonly kind: Kind;
  /** Globs below the repository's root. */
  readonly files: readonly string[];
  /** Format id that the files must have. */
  readonly format?: string;
  /** Package that ran the tool; by default the package whose folder holds the report. */
  readonly package?: string;
  /** False when it is fine that nothing matches. @default true */
  readonly required: boolean;
  /** True when each file is the coverage of one test, named by the file. @default false */
  readonly perTest?: boolean;
  readonly place: Place;
};

export type PathMapping = { readonly from: string; readonly to: string };

/** A line of a policy file, for messages. */
export type Place = { readonly path: string; readonly line: number; readonly column: number };

export type Mode = "observe" | "warn" | "enforce";

/** One configured rule: which, for what, how strictly. `options` were validated by the rule's own schema. */
export type RuleEntry = {
  readonly rule: string;
  readonly scope: Scope;
  readonly mode: Mode;
  readonly options: Readonly<Record<string, RuleOption>>;
  /** Absent for a built-in rule. */
  readonly place?: Place;
};

export type RuleOption = string | number | boolean;

/** Absent members do not narrow. */
export type Scope = { readonly package?: string; readonly kind?: Kind };

/** `@shop/payments, integration`; `repository` when nothing narrows. */
export function scopeLabel(scope: Scope): string {
  const parts = [scope.package, scope.kind].filter((part) => part !== undefined);
  return parts.length === 0 ? "repository" : parts.join(", ");
}
