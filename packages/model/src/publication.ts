import type { Digest } from "./canonical.ts";
import type { Outcome } from "./decision.ts";
import type { RepoPath } from "./repository.ts";
import type { Subject } from "./subject.ts";

/** The gate of a repository that has one. */
export const defaultGate = "tollgate";

/** What GitHub takes at most, and what is sent at most; UTF-8 bytes, which are never fewer than characters. */
export const publicationLimits = {
  comment: 60_000,
  checkTitle: 255,
  checkText: 60_000,
  annotations: 200,
  annotationMessage: 64_000,
  annotationTitle: 255,
  statusDescription: 140,
} as const;

/**
 * What is to be shown on the platform, ready to be sent: `publication.json`. Made where the verdict is, applied where a
 * token may write; it depends on nothing that the platform answers.
 */
export type Publication = {
  readonly schema: "tollgate/publication/1";
  /** Several gates of one repository have a comment and a check each; see `isGateId`. */
  readonly gate: string;
  /** Version of Tollgate that judged. */
  readonly engine: string;
  readonly outcome: Outcome;
  /** Over the bytes of `decision.json`. */
  readonly decision: Digest;
  readonly subject: Subject;
  readonly check: CheckPlan;
  readonly comment: CommentPlan;
  readonly status: StatusPlan;
};

export type CheckPlan = {
  /** What a rule of the branch requires: `Tollgate`, or `Tollgate: GATE` for another gate than `tollgate`. */
  readonly name: string;
  /** See `conclusionOf`. */
  readonly conclusion: "success" | "failure";
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** Most relevant to the change first; one for each place. */
  readonly annotations: readonly CheckAnnotation[];
};

export type CheckAnnotation = {
  readonly path: RepoPath;
  /** 1-based. */
  readonly startLine: number;
  /** Never before `startLine`. */
  readonly endLine: number;
  /** 1-based; only where both lines are one. */
  readonly startColumn?: number;
  readonly endColumn?: number;
  readonly level: (typeof annotationLevels)[number];
  readonly title: string;
  readonly message: string;
};

export const annotationLevels = ["notice", "warning", "failure"] as const;

export type CommentPlan = {
  /**
   * Begins with `commentMarker(gate)`. Holds `sinceMarker`, where `withSince` puts what changed since the last
   * push; posted as it is, that place shows nothing.
   */
  readonly body: string;
  readonly state: CommentState;
};

export type StatusPlan = {
  /** As the check's name. */
  readonly context: string;
  readonly state: "success" | "failure";
  readonly description: string;
};

/** The little that the next push is compared with; it travels in the comment, which nobody sees. */
export type CommentState = {
  /** Which CI run says it: an older one never overwrites a newer one. Absent outside of CI. */
  readonly run?: RunRef;
  readonly headSha?: string;
  readonly outcome: Outcome;
  /** All evidence arrived and could be read: only then is what is not told any more done. */
  readonly isWhole: boolean;
  /** How many things are to do. */
  readonly total: number;
  /** The first of them, most useful first: what each is called stands there for the first few. */
  readonly todo: readonly TodoRef[];
};

/** A thing to do, so that the next push can tell whether it still is. */
export type TodoRef = {
  readonly key: string;
  /** Hostile text, cut. */
  readonly label?: string;
};

export type RunRef = { readonly id: number; readonly attempt: number };

/** Letters, digits, single dots, dashes and underscores between them; at most 40. */
export function isGateId(text: string): boolean {
  return text.length <= 40 && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(text);
}

/** How the check and the status of a gate are called. */
export function checkName(gate: string): string {
  return gate === defaultGate ? "Tollgate" : `Tollgate: ${gate}`;
}

/** Never `neutral` or `skipped`: the platform counts those as passing. */
export function conclusionOf(outcome: Outcome): "success" | "failure" {
  return outcome === "allow" ? "success" : "failure";
}

/** What stands at the very start of a gate's comment; with its author it tells whose the comment is. */
export function commentMarker(gate: string): string {
  return `<!-- tollgate comment: ${gate}, written by tollgate -->`;
}

/** Stands alone on a line of the body, see `sinceLine`. */
export const sinceMarker = "<!-- since the last push -->";

/**
 * The first line that is the marker and nothing else: ours, as what stands before it is of one line each, and what is quoted
 * after it is indented.
 */
export const sinceLine: RegExp = /^<!-- since the last push -->$/m;

/** True where `a` is of an older run, or an older attempt of the same, than `b`. Runs of a workflow are numbered upwards. */
export function isOlderRun(a: RunRef, b: RunRef): boolean {
  return a.id === b.id ? a.attempt < b.attempt : a.id < b.id;
}
