import { plainLine, plural } from "@tollgate/text";
import type { ReadDecision } from "../decision/read-decision.ts";
import type { Replay } from "./replay-decision.ts";

/** Lines for people, or one JSON object. */
export function renderReplay(
  answer: Replay,
  { file, digest, decision }: ReadDecision,
  json: boolean,
): string {
  if (json)
    return `${JSON.stringify({ schema: "tollgate/replay/1", decision: digest, ...answer }, null, 2)}\n`;
  const { outcome, subject } = decision;
  const lines = linesOf(answer, `${file}: ${outcome} for ${subject.headSha?.slice(0, 12) ?? "no commit"}`);
  return lines.map((line) => `${plainLine(line)}\n`).join("");
}

/** More is for `--json`. */
const most = 20;

function linesOf(answer: Replay, about: string): readonly string[] {
  if (answer.result === "same") return [`The same bytes. ${about}.`];
  if (answer.result === "cannot")
    return [`It cannot be judged again here. ${about}.`, `  ${answer.reason}`, `  ${answer.remedy}`];
  const { differences } = answer;
  if (differences.length === 0)
    return [`Not the same bytes, but the same members: spaces or their order were changed. ${about}.`];
  return [
    `Not the same: ${plural(differences.length, "member")} ${differences.length === 1 ? "differs" : "differ"}. ${about}.`,
    ...differences
      .slice(0, most)
      .map(
        ({ member, recorded, replayed }) =>
          `  ${member}: the decision has ${shown(recorded)}, judging again gives ${shown(replayed)}`,
      ),
    ...(differences.length > most ? [`  and ${differences.length - most} more`] : []),
  ];
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
