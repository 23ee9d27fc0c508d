import type { DecisionInputs, OverrideRequest } from "./decision-inputs.ts";
import type { IsoDate, Mode, Policy, PolicyOrigin, RuleSeverity, Scope } from "./policy.ts";
import type { Place } from "./policy-place.ts";
import type { RepoPath } from "./repository.ts";
import type { Subject } from "./subject.ts";
import type { Fingerprint, JudgedWaiver, TestRef } from "./waiver.ts";

/** What may happen to the change: `allow`, or not because it is bad (`block`) or because evidence is missing (`hold`). */
export type Outcome = "allow" | "block" | "hold";

/** The verdict with its reasons. The same bundles and policy give the same bytes. */
export type Decision = {
  readonly schema: "tollgate/decision/1";
  readonly outcome: Outcome;
  /** One sentence of plain text: why. */
  readonly summary: string;
  readonly subject: Subject;
  /** The day of the judgement in UTC: `enforceFrom` goes by it. */
  readonly date: IsoDate;
  /** Which policy judged, and which state of it. */
  readonly policy?: PolicyOrigin & Pick<Policy, "path" | "layers">;
  /** What the policy, the waivers and the CODEOWNERS that the change brings would have said instead. */
  readonly policyChange?: PolicyChange;
  /** In the order of the policy, built-in rules first. */
  readonly rules: readonly RuleResult[];
  /** Every waiver of the base branch and of the change, sorted by path; absent where there is none. */
  readonly waivers?: readonly JudgedWaiver[];
  /** Break-glass: somebody let the change pass although the rules do not. */
  readonly override?: Override;
  readonly counts: {
    readonly tests: number;
    readonly failing: number;
    readonly flaky: number;
    readonly problems: number;
  };
  readonly inputs: DecisionInputs;
  /** Version of Tollgate that judged. */
  readonly engine: string;
};

/** A change of what judges it: it does not count yet, and whoever reads it should know what it would do. */
export type PolicyChange = {
  /** The files by which is judged that the change edits. */
  readonly files: readonly RepoPath[];
  /** The outcome by them; absent where they cannot be read. */
  readonly outcome?: Outcome;
  /** What would differ, in the order of the policy. */
  readonly rules: readonly RuleChange[];
};

export type RuleChange = {
  readonly rule: string;
  readonly title: string;
  readonly scope: Scope;
  /** By what judges; absent when it does not ask. */
  readonly before?: RuleStand;
  /** By what the change brings; absent when it would not ask. */
  readonly after?: RuleStand;
  /** In plain words: `This would have let pass what it blocks: …`. */
  readonly message: string;
};

/** How a rule stands by one policy. */
export type RuleStand = Pick<RuleResult, "mode" | "answer" | "effect" | "message" | "place">;

/** Kleene logic: unknown never passes where a rule is enforced. */
export type Answer = "pass" | "fail" | "unknown";

export const ruleEffects = ["none", "warn", "block", "hold", "waived"] as const;

export type RuleResult = {
  readonly rule: string;
  /** Short name for people: `Coverage minimum`. */
  readonly title: string;
  readonly scope: Scope;
  readonly mode: Mode;
  /** The first day on which the rule decides, as the policy says; before it an enforced rule only warns. */
  readonly enforceFrom?: IsoDate;
  /** How the result is ranked and annotated; it never changes the outcome. */
  readonly severity: RuleSeverity;
  readonly answer: Answer;
  /** What the answer does to the outcome, after the mode. */
  readonly effect: (typeof ruleEffects)[number];
  /** Actual against expected in plain words. */
  readonly message: string;
  /** What to do; empty when nothing is to be done. */
  readonly remedy: string;
  readonly facts: readonly Fact[];
  /** The reports that the answer rests on; absent for none. */
  readonly evidence?: RuleEvidence;
  /** What exactly is wrong, most useful first. */
  readonly violations: readonly Violation[];
  /** Paths of the waivers that excuse all (`waived`) or some of it, sorted; absent for none. */
  readonly waivers?: readonly string[];
  /** Where the policy asks for it; absent for a built-in rule. */
  readonly place?: Place;
};

/** A value as an interval, with where it came from. `lo = hi` when it is certain; what did not arrive makes it wider. */
export type Fact = {
  /** `tests.failing`, `coverage.lines`, `changed.lines`… */
  readonly key: string;
  readonly scope: Scope;
  readonly lo: number;
  /** Absent where nothing bounds it: evidence is missing, and may say anything. */
  readonly hi?: number;
  /** Sample size: how many tests, lines, branches the value is about. */
  readonly n: number;
  readonly unit:
    | "tests"
    | "lines"
    | "functions"
    | "branches"
    | "inputs"
    | "runs"
    | "findings"
    | "packages"
    | "microseconds"
    | "basis-points";
  /** In plain words: what was counted. */
  readonly derivation: string;
};

/** Reports that counted and may speak about a rule's scope. */
export type RuleEvidence = {
  readonly count: number;
  /** Where the first of them lie, sorted: `inputs.evidence` of the decision has the digests of all. */
  readonly paths: readonly string[];
};

export type Violation = {
  readonly message: string;
  readonly path?: RepoPath;
  readonly line?: number;
  /** Last line, when a range is meant. */
  readonly endLine?: number;
  readonly package?: string;
  /** The test that fails, where it is one. */
  readonly test?: TestRef;
  /** Its failure; absent for one that says nothing. */
  readonly failure?: Fingerprint;
  /** Path of the waiver that excuses it. */
  readonly waiver?: string;
};

/** An outcome that a label on the pull request turned into `allow`. */
export type Override = OverrideRequest & {
  /** What the rules say. */
  readonly outcome: Exclude<Outcome, "allow">;
};

/** Process exit codes: 0 allow, 1 block or hold, 2 misuse or our own failure. */
export function exitCodeOf(outcome: Outcome): 0 | 1 {
  return outcome === "allow" ? 0 : 1;
}
