import type { Decision, Report } from "@tollgate/model";
import { ownOutput } from "../own-output.ts";
import { redactDecision, redactReport } from "../redact-report.ts";
import { nextSteps } from "../steps.ts";
import { baseSection } from "./base.ts";
import { baseCoverageSection } from "./base-coverage.ts";
import { detailSections } from "./details.ts";
import { findingSection } from "./findings.ts";
import { stepsSection } from "./next-steps.ts";
import { notesSection } from "./notes.ts";
import { packageSection } from "./package-table.ts";
import { planPage, type Section, smallestBudget } from "./planner.ts";
import { policyChangeSection } from "./policy-change.ts";
import { originSection, verdictSection } from "./verdict.ts";
import { waiverSection } from "./waivers.ts";

/** Begins every comment of ours: with its author it tells the publisher which comment to edit. */
export const commentMarker: string = `<!-- tollgate comment, ${ownOutput} -->`;

export type PageOptions = {
  /** UTF-8 bytes that the page may have; at least 2,000. */
  readonly budget?: number;
};

/**
 * The pull-request comment: verdict, what to do next, figures by package and kind, details folded. At most `budget`
 * UTF-8 bytes (60,000 by default; GitHub refuses more than 65,536 characters), balanced Markdown for any names; a
 * sentence says what was left out.
 */
export function renderComment(report: Report, decision: Decision, options: PageOptions = {}): string {
  const where = "`report.json` and `decision.json` have all of it, the job summary as much as fits there.";
  return page(commentMarker, report, decision, where, options.budget ?? 60_000);
}

/** The same for GITHUB_STEP_SUMMARY, at most `budget` UTF-8 bytes (1,000,000 by default; GitHub drops more than 1 MiB). */
export function renderSummary(report: Report, decision: Decision, options: PageOptions = {}): string {
  const where = "`report.json` and `decision.json` have all of it.";
  return page("", report, decision, where, options.budget ?? 1_000_000);
}

function page(start: string, report: Report, decision: Decision, where: string, budget: number): string {
  const text = planPage(
    start,
    sectionsOf(redactReport(report), redactDecision(decision)),
    where,
    Math.max(budget, smallestBudget) - 1, // the line break at the end
  );
  return `${text}\n`;
}

function sectionsOf(report: Report, decision: Decision): readonly Section[] {
  return [
    verdictSection(decision),
    stepsSection(nextSteps(report, decision)),
    waiverSection(decision),
    policyChangeSection(decision),
    notesSection(report, decision),
    packageSection(report),
    baseSection(report),
    baseCoverageSection(report),
    findingSection(report),
    ...detailSections(report, decision),
    originSection(report, decision),
  ];
}
