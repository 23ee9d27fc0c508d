import {
  checkName,
  conclusionOf,
  type Decision,
  defaultGate,
  digestOf,
  type Publication,
  publicationLimits,
  type Report,
  type RunRef,
} from "@tollgate/model";
import { cutBytes, plainLine, unlinked } from "@tollgate/text";
import { decisionJson } from "../decision-json.ts";
import { renderCheckText, renderComment } from "../markdown/comment.ts";
import { redactDecision, redactReport } from "../redact-report.ts";
import { checkAnnotations } from "../remarks/check-annotations.ts";
import { type RemarkOptions, rankedPlaces } from "../remarks/ranked-places.ts";
import { verdictWords } from "../verdict-words.ts";
import { commentState } from "./comment-state.ts";

export type PublicationOptions = RemarkOptions & {
  /** See `isGateId`. @default tollgate */
  readonly gate?: string;
  /** The CI run that judges. */
  readonly run?: RunRef;
};

/** Everything that the platform is to show of a verdict, within the platform's limits. */
export function renderPublication(
  told: Report,
  judged: Decision,
  { gate = defaultGate, run, ...where }: PublicationOptions = {},
): Publication {
  const [report, decision] = [redactReport(told), redactDecision(judged)];
  const { outcome, engine, subject } = decision;
  const name = checkName(gate);
  const title = titleOf(decision);
  return {
    schema: "tollgate/publication/1",
    gate,
    engine,
    outcome,
    decision: digestOf(decisionJson(decision)),
    subject,
    check: {
      name,
      conclusion: conclusionOf(outcome),
      title,
      ...renderCheckText(report, decision),
      annotations: checkAnnotations(rankedPlaces(report, decision, where)),
    },
    comment: {
      body: renderComment(report, decision, { gate }),
      state: commentState(report, decision, run),
    },
    status: {
      context: name,
      state: conclusionOf(outcome),
      description: cutBytes(title, publicationLimits.statusDescription),
    },
  };
}

/** `Block: 1 of 57 tests fails`: the platform shows a sign of its own beside it. */
function titleOf(decision: Decision): string {
  const { word, why } = verdictWords(decision);
  return cutBytes(unlinked(plainLine(`${word}: ${why}`)), publicationLimits.checkTitle);
}

/** `publication.json`, with a final line break. */
export function publicationJson(publication: Publication): string {
  return `${JSON.stringify(publication, null, 2)}\n`;
}
