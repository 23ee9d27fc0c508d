import { fullTitle } from "./identity.ts";
import type { IsoDate, RuleOption, Scope } from "./policy.ts";
import type { MergedCase } from "./report.ts";
import type { RepoPath } from "./repository.ts";

/** Leave to miss one rule for a while: a file below `.tollgate/waivers`. */
export type Waiver = {
  /** Its path. */
  readonly id: RepoPath;
  readonly rule: string;
  readonly scope: Scope;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  readonly createdAt?: IsoDate;
  /** The last day on which it helps. */
  readonly expires: IsoDate;
  readonly ticket?: string;
  /** Weaker values of the rule's options: beyond them the rule bites. Without it any value is waived. */
  readonly limit?: Readonly<Record<string, RuleOption>>;
  /** True when it also waives what is not known because evidence is missing or broken. @default false */
  readonly coversUnknown?: boolean;
  /** Quarantine: the one test that it names… */
  readonly test?: TestRef;
  /** …and the one failure of it, by its fingerprint. */
  readonly failure?: Fingerprint;
};

/** Which failure it is, in words that stay the same from run to run: `v1:` and hexadecimal digits. */
export type Fingerprint = string;

/** One test, told apart from every other one. Absent members are absent of the test, too. */
export type TestRef = {
  readonly package: string;
  readonly kind: string;
  readonly file?: RepoPath;
  /** Suites and name, joined by ` > `. */
  readonly title: string;
  readonly environment?: string;
  /** Which of several tests of that name in one run. @default 1 */
  readonly occurrence?: number;
};

/** How a waiver stands. Only `active` and `expiring` ones help. */
export type WaiverState = (typeof waiverStates)[number];

export const waiverStates = [
  "active",
  "expiring",
  "pending",
  "expired",
  "unused",
  "exceeded",
  "self-approved",
  "unapproved",
] as const;

/** Who let it in, as git and the platform tell. `self`: nobody but who wrote it. `unverified`: they do not tell. */
export type WaiverApproval = {
  readonly verdict: (typeof approvalVerdicts)[number];
  /** A sentence without its full stop. */
  readonly why: string;
};

export const approvalVerdicts = ["approved", "unverified", "self"] as const;

/** Who wrote the pull request behind a commit and who approved it, as the platform says. */
export type CommitReviews = {
  readonly commit: string;
  /** Logins, without an `@`. */
  readonly author?: string;
  readonly approvers: readonly string[];
};

/** A waiver as it lies in the repository. */
export type FiledWaiver = {
  readonly waiver: Waiver;
  /** Only the change brings it: it is not on the base branch yet. */
  readonly isPending: boolean;
  readonly approval: WaiverApproval;
};

/** A waiver as a decision found it. */
export type JudgedWaiver = Waiver & {
  readonly state: WaiverState;
  /** Why it is in this state: a sentence of plain text. */
  readonly why: string;
  readonly approval: WaiverApproval;
};

/** True for the states in which a waiver helps. */
export function isHelping(state: WaiverState): boolean {
  return state === "active" || state === "expiring";
}

/** The test as a waiver names it. */
export function testRefOf(test: MergedCase): TestRef {
  const { package: owner, kind, file, environment, occurrence } = test;
  return {
    package: owner,
    kind,
    ...(file === undefined ? {} : { file }),
    title: fullTitle(test),
    ...(environment === undefined ? {} : { environment }),
    ...(occurrence === 1 ? {} : { occurrence }),
  };
}

/** One text for each test. Names are data, so the parts are joined by NUL. */
export function testRefKey({ package: owner, kind, file, title, environment, occurrence }: TestRef): string {
  return [owner, kind, file ?? "", title, environment ?? "", occurrence ?? 1].join("\0");
}
