import {
  type CheckPlan,
  commentMarker,
  type Decision,
  defaultGate,
  publicationLimits,
  type Report,
  sinceMarker,
} from "@tollgate/model";
import { onceAVerdict } from "../once-a-verdict.ts";
import { redactDecision, redactReport } from "../redact-report.ts";
import { saidOf } from "../said.ts";
import { nextSteps } from "../steps.ts";
import { baseSection } from "./base.ts";
import { baseCoverageSection } from "./base-coverage.ts";
import { completenessSection } from "./completeness.ts";
import {
  changedFileSection,
  flakySection,
  inputSection,
  problemSection,
  ruleSection,
  unmentionedSection,
} from "./details.ts";
import { failureSection } from "./failures.ts";
import { findingSection } from "./findings.ts";
import { allStepsSection, stepsSection } from "./next-steps.ts";
import { notesSections } from "./notes.ts";
import { coverageSection, packageSection } from "./package-table.ts";
import { planPage, type Section, smallestBudget } from "./planner.ts";
import { policyChangeSection } from "./policy-change.ts";
import { reproduceSection } from "./reproduce.ts";
import { originSection, verdictSection } from "./verdict.ts";
import { waiverSection } from "./waivers.ts";

export type PageOptions = {
  /** UTF-8 bytes that the page may have; at least 2,000. */
  readonly budget?: number;
};

export type CommentOptions = PageOptions & {
  /** Whose comment it is. @default tollgate */
  readonly gate?: string;
};

/** What the state of a push and what changed since the last one may take beside the page: see `withSince`. */
const roomForState = 6_500;

/**
 * The pull-request comment: verdict, what to do next, figures by package and kind, details folded. At most `budget`
 * UTF-8 bytes (60,000 by default; GitHub refuses more than 65,536 characters), balanced Markdown for any names; a
 * sentence says what was left out.
 */
export function renderComment(
  report: Report,
  decision: Decision,
  { budget = publicationLimits.comment - roomForState, gate = defaultGate }: CommentOptions = {},
): string {
  const where = "`report.json` and `decision.json` have all of it, the job summary as much as fits there.";
  const sections = sectionsOf(redactReport(report), redactDecision(decision), sinceMarker);
  return page(commentMarker(gate), sections, where, budget);
}

/** The same for GITHUB_STEP_SUMMARY, at most `budget` UTF-8 bytes (1,000,000 by default; GitHub drops more than 1 MiB). */
export function renderSummary(report: Report, decision: Decision, options: PageOptions = {}): string {
  const where = "`report.json` and `decision.json` have all of it.";
  return page(
    "",
    sectionsOf(redactReport(report), redactDecision(decision)),
    where,
    options.budget ?? 1_000_000,
  );
}

/** Summary and text of a check run: the first screen, and the details. */
export function renderCheckText(report: Report, decision: Decision): Pick<CheckPlan, "summary" | "text"> {
  const where = "`report.json` and `decision.json` have all of it, the job summary as much as fits there.";
  const clean = [redactReport(report), redactDecision(decision)] as const;
  return {
    summary: page("", firstScreen(...clean), where, publicationLimits.checkText),
    text: page("", details(...clean), where, publicationLimits.checkText),
  };
}

function page(start: string, sections: readonly Section[], where: string, budget: number): string {
  const lineBreak = 1;
  return `${planPage(start, sections, where, Math.max(budget, smallestBudget) - lineBreak)}\n`;
}

function sectionsOf(report: Report, decision: Decision, below = ""): readonly Section[] {
  return [...firstScreen(report, decision, below), ...details(report, decision)];
}

function firstScreen(report: Report, decision: Decision, below = ""): readonly Section[] {
  return [verdictSection(decision, below), ...partsOf(report, decision).screen];
}

function details(report: Report, decision: Decision): readonly Section[] {
  return partsOf(report, decision).folded;
}

const partsOf = onceAVerdict((report: Report, decision: Decision) => {
  const steps = nextSteps(report, decision);
  const said = saidOf(decision);
  const [notes, moreNotes] = notesSections(report, decision);
  return {
    screen: [
      stepsSection(steps, said),
      waiverSection(decision),
      policyChangeSection(decision),
      notes,
      packageSection(report),
    ],
    folded: [
      allStepsSection(steps, said),
      moreNotes,
      failureSection(report, decision),
      flakySection(report),
      changedFileSection(report),
      baseCoverageSection(report),
      coverageSection(report),
      baseSection(report),
      findingSection(report),
      unmentionedSection(report),
      ruleSection(decision),
      completenessSection(report),
      problemSection(report),
      inputSection(report),
      reproduceSection(decision),
      originSection(report, decision),
    ],
  };
});
