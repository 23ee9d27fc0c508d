import {
  checkName,
  commentMarker,
  defaultGate,
  type Outcome,
  type Publication,
  publicationLimits,
  type RunRef,
  sinceMarker,
} from "@tollgate/model";
import { cutBytes, markdownText, unlinked } from "@tollgate/text";

export type NoVerdictOptions = {
  /** @default tollgate */
  readonly gate?: string;
  readonly run: RunRef;
  readonly headSha: string;
  /** Two sentences of plain text: why there is no verdict, and what to do. */
  readonly message: string;
  readonly remedy: string;
};

/** As much of a publication as is shown. */
export type Shown = Pick<Publication, "gate" | "outcome" | "check" | "comment" | "status">;

/**
 * What GitHub is to show where there is no verdict, because the gate or we ourselves broke down: the check fails, and the
 * comment of an earlier push does not stay as if it were about this one.
 */
export function renderNoVerdict({
  gate = defaultGate,
  run,
  headSha,
  message,
  remedy,
}: NoVerdictOptions): Shown {
  const outcome: Outcome = "hold";
  const name = checkName(gate);
  const title = "Tollgate could not judge";
  const summary = [message, remedy].map((text) => markdownText(cutBytes(text, 2_000))).join(" ");
  return {
    gate,
    outcome,
    check: { name, conclusion: "failure", title, summary, text: "", annotations: [] },
    comment: {
      body: `${commentMarker(gate)}\n${sinceMarker}\n\n## ◌ ${title}\n\n${summary}\n`,
      state: { run, headSha, outcome, isWhole: false, total: 0, todo: [] },
    },
    status: {
      context: name,
      state: "failure",
      description: cutBytes(unlinked(`${title}: ${message}`), publicationLimits.statusDescription),
    },
  };
}
