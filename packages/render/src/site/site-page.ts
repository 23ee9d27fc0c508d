import type { Decision, Report, SiteTemplate } from "@tollgate/model";
import { redactDecision, redactReport } from "../redact-report.ts";
import { reproduceHtml, rulesHtml } from "./page/rules.ts";
import { stepsHtml } from "./page/steps.ts";
import { titleHtml, verdictHtml } from "./page/verdict.ts";
import { policyChangeHtml, waiversHtml } from "./page/waivers.ts";
import { siteJson } from "./site-data.ts";

/**
 * `report.html`, in pieces: verdict, what to do and rules are HTML that needs no script; the data of the rest lies in the
 * page, for the app in `template`. Nothing in it is alive or from elsewhere, whatever the reports say.
 */
export function* renderSite(told: Report, judged: Decision, template: SiteTemplate): Generator<string> {
  const [report, decision] = [redactReport(told), redactDecision(judged)];
  const { start, head, body, end } = template;
  yield `${start}${titleHtml(report, decision)}${head}`;
  yield staticHtml(report, decision);
  yield body;
  yield* siteJson(report, decision);
  yield end;
}

function staticHtml(report: Report, decision: Decision): string {
  return [
    verdictHtml(report, decision),
    stepsHtml(report, decision),
    waiversHtml(decision),
    policyChangeHtml(decision),
    rulesHtml(decision),
    reproduceHtml(decision),
  ]
    .filter((part) => part !== "")
    .join("\n");
}
