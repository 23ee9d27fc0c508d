import type { Digest } from "./canonical.ts";
import type { ExpectPolicy } from "./expectation.ts";
import type { Kind } from "./origin.ts";
import type { Place } from "./policy-place.ts";

/** A validated `tollgate.yml`. The gate adds the built-in rules that it does not configure. */
export type Policy = {
  /** Where it was read: `tollgate.yml`; absent when there is none and only the built-in rules apply. */
  readonly path?: string;
  /** The files that it was made of, those above first; absent where it is one file, or none. */
  readonly layers?: readonly PolicyLayer[];
  /** Which state of it judges; a part of no digest, as the same policy at another commit is the same. */
  readonly origin?: PolicyOrigin;
  /** Which files are reports of which kind, in order; empty means by convention. */
  readonly reports: readonly ReportSpec[];
  /** Prefixes to rewrite before a path is looked up, in order. */
  readonly paths: readonly PathMapping[];
  readonly rules: readonly RuleEntry[];
  /** What must arrive; absent: what turbo.json or the scripts tell. */
  readonly expect?: ExpectPolicy;
  /** Break-glass, where it is allowed. */
  readonly override?: OverridePolicy;
  /** Which waivers help. @default those that nobody but their author approved do not */
  readonly waivers?: WaiversPolicy;
  /** What becomes of coverage that was measured on another text than is judged. @default reject */
  readonly otherSource?: OtherSource;
};

/** `required`: only waivers help whose approval by an owner is proven. */
export type WaiversPolicy = { readonly approval: "required" };

/** A file of a policy. Those below only tighten what those above ask for. */
export type PolicyLayer = {
  readonly level: (typeof policyLevels)[number];
  readonly path: string;
  /** The package that a package's policy is about. */
  readonly package?: string;
  /** Over what it says, places included. */
  readonly digest: Digest;
};

/** From the top: what `extends` names, the repository's own, those of its packages. */
export const policyLevels = ["organisation", "repository", "package"] as const;

/**
 * `base`: as it is at the tip of the base branch, which a change cannot edit. `work-tree`: as it lies in the checkout.
 * `first`: the base has none yet, so the built-in rules hold beside what the change brings. `outside`: a file of no
 * repository. `unknown`: the base's cannot be read, so the change's and the built-in rules hold, and more may be asked.
 */
export type PolicyOrigin = {
  readonly from: (typeof policyOrigins)[number];
  /** The base as it was named: `main`. */
  readonly ref?: string;
  /** The base's commit. */
  readonly commit?: string;
};

export const policyOrigins = ["base", "work-tree", "first", "outside", "unknown"] as const;

/**
 * `reject`: the report is broken evidence. `bound`: it may be right, so that what it measured counts from nothing to
 * all. `shift`: of a report of another commit the lines that are still the same count, and the rest from nothing to all.
 */
export type OtherSource = (typeof otherSources)[number];

export const otherSources = ["reject", "bound", "shift"] as const;

/** A label on the pull request that lets a change pass whatever the rules say. */
export type OverridePolicy = {
  readonly label: string;
  /** Handles of those who may; absent: everybody who may set the label. */
  readonly who?: readonly string[];
};

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
  /** Where the files are promised by analysis tools: they hold no tests. */
  readonly about?: "findings";
  readonly place: Place;
};

export type PathMapping = { readonly from: string; readonly to: string };

export type Mode = "observe" | "warn" | "enforce";

/** One configured rule: which, for what, how strictly. `options` were validated by the rule's own schema. */
export type RuleEntry = {
  readonly rule: string;
  readonly scope: Scope;
  readonly mode: Mode;
  /** The first day on which an enforced rule decides; before it the rule only warns. */
  readonly enforceFrom?: IsoDate;
  /** @default error */
  readonly severity?: RuleSeverity;
  readonly options: Readonly<Record<string, RuleOption>>;
  /** Absent for a built-in rule. */
  readonly place?: Place;
};

export type RuleOption = string | number | boolean | readonly string[];

/** How a result is ranked and annotated, in SARIF's words. It never changes the outcome. */
export type RuleSeverity = (typeof ruleSeverities)[number];

export const ruleSeverities = ["error", "warning", "note"] as const;

/** A day in UTC: `2026-11-25`. Days compare as texts. */
export type IsoDate = string;

/** The day of a moment, given in milliseconds since 1970. */
export function isoDateOf(milliseconds: number): IsoDate {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** What a rule judges. Every member narrows, absent ones do not; a list is one of its items. */
export type Scope = ScopeMembers & {
  readonly package?: string;
  readonly kind?: Kind;
  /** As CODEOWNERS writes it: `@shop/payments-team`. */
  readonly owner?: string;
  /** A glob below the repository's root. */
  readonly path?: string;
  /** Of a CI matrix (`node=22`) or of the runner (`chromium`): what tests did there. */
  readonly environment?: string;
  /** A scope of the policy's `scopes`, whose members stand beside it. */
  readonly name?: string;
};

/** What a named scope stands for. */
export type ScopeMembers = {
  readonly packages?: readonly string[];
  readonly owners?: readonly string[];
  readonly paths?: readonly string[];
};

/** `@shop/payments, integration`; `repository` when nothing narrows. */
export function scopeLabel(scope: Scope): string {
  const { name, package: owning, owner, path, kind, environment } = scope;
  const parts = [name, owning, owner, path, kind, environment].filter((part) => part !== undefined);
  return parts.length === 0 ? "repository" : parts.join(", ");
}

/** True when the scope is the whole repository, or the whole of what tests of one kind say of it. */
export function isWholeRepository({ name, package: owning, owner, path, environment }: Scope): boolean {
  return (
    name === undefined &&
    owning === undefined &&
    owner === undefined &&
    path === undefined &&
    environment === undefined
  );
}
