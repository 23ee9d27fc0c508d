import type {
  Fact,
  MergedCase,
  RepoPath,
  Report,
  RuleOption,
  Scope,
  TestRef,
  Violation,
} from "@tollgate/model";
import type { Cause, Gap } from "./evidence/gap.ts";
import type { Topic } from "./evidence/scope.ts";
import type { Option } from "./option.ts";

/** A question about a Report, with three answers. Pure: one folder each, listed in `registry.ts`. */
export interface Rule {
  /** Its key in the policy. */
  readonly id: string;
  /** Short name for people. */
  readonly title: string;
  /** True when the rule also applies to the repository where the policy does not configure it. */
  readonly builtIn: boolean;
  /** What the reports that it rests on are about; `inputs` for all. */
  readonly topic: Topic;
  readonly options: Readonly<Record<string, Option<unknown>>>;
  /** True when an entry may be narrowed to an environment: the rule asks about tests. @default false */
  readonly byEnvironment?: boolean;
  readonly about: RuleAbout;
  /**
   * `failures`: it judges failures of tests one by one, so a waiver names one test and one failure of it, and never the
   * whole. `tests`: it counts tests, so a waiver names one of them. `places`: it counts what lies in files, so a waiver may
   * also be for some of them.
   * @default whole
   */
  readonly waivedBy?: "whole" | "failures" | "tests" | "places";
  /** What is wrong with options that their schemas allow one by one. `judge` is asked only where nothing is. */
  readonly check?: (options: RuleContext["options"]) => readonly OptionFault[];
  judge(context: RuleContext): Judgement;
}

export type OptionFault = {
  /** Absent where it is about all of them. */
  readonly option?: string;
  /** Where in the text of the option, 0-based. */
  readonly at?: number;
  readonly found: string;
  readonly allowed: string;
  readonly remedy: string;
};

export type RuleContext = {
  readonly report: Report;
  /** Package and kind exist: `decide` has looked. */
  readonly scope: Scope;
  /** As written in the policy. */
  readonly options: Readonly<Record<string, RuleOption>>;
  /** True for a test whose failures a waiver names: judge as if it did not fail. @default none is */
  readonly isExcused?: (test: MergedCase) => boolean;
  /** True for a test that a waiver names: judge as if nothing were wrong with it. @default none is */
  readonly isExcusedTest?: (test: TestRef) => boolean;
  /** True for a place that a waiver is for: judge as if nothing were wrong there. @default none is */
  readonly isExcusedAt?: (place: ExcusedPlace) => boolean;
};

/** A file and who owns it. */
type ExcusedPlace = { readonly package: string; readonly path: RepoPath };

/** What a rule found. The mode of its entry turns this into an effect. */
export type Judgement = Finding & {
  /** Actual against expected: one sentence of plain text. */
  readonly message: string;
  readonly facts: readonly Fact[];
};

type Finding =
  | { readonly answer: "pass" }
  | {
      readonly answer: "fail";
      readonly remedy: string;
      readonly violations: readonly Violation[];
      /** What is not known beside. */
      readonly gaps?: readonly Gap[];
    }
  | {
      readonly answer: "unknown";
      readonly cause: Cause;
      readonly remedy: string;
      readonly violations: readonly Violation[];
    };

/** The rule's page: `scripts/generate.ts` writes it into docs/rules/ID.md. The first sentence of `asks` is the question. */
export type RuleAbout = {
  /** What it asks and how it decides. */
  readonly asks: string;
  /** What it answers when there is little or nothing to judge. */
  readonly missing: readonly MissingData[];
  /** A `rules` member of a policy, as YAML without indentation. */
  readonly example: string;
  /** Sections of Markdown for the end of its page. */
  readonly more?: string;
};

type MissingData = { readonly when: string; readonly answer: string };
