import type { Decision, Outcome, Report } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { firstSentence, isAllowedInDoubt, verdictWords } from "../../verdict-words.ts";
import { name, sentence } from "./blocks.ts";

/** The verdict, the sentence why, and what was judged. */
export function verdictHtml(report: Report, decision: Decision): string {
  const { sign, word, why } = verdictWords(decision);
  const [first, rest] = firstSentence(why);
  return [
    `<header id="verdict" class="verdict is-${toneOf(decision)}">`,
    `<p class="subject">${subjectHtml(report)}</p>`,
    `<h1><span class="sign" aria-hidden="true">${sign}</span> ${sentence(word)}</h1>`,
    ...(first === "" ? [] : [`<p class="why">${sentence(first)}</p>`]),
    ...(rest === "" ? [] : [`<p>${sentence(rest)}</p>`]),
    `<p class="counts">${countsHtml(decision)}</p>`,
    "</header>",
  ].join("\n");
}

/** The title of the page, as HTML. */
export function titleHtml(report: Report, decision: Decision): string {
  const { repository } = report.subject;
  const { word } = verdictWords(decision);
  return sentence(
    [word, ...(repository === undefined ? [] : [repository]), "Tollgate"].join(" · ").replaceAll("`", ""),
  );
}

const tones: Readonly<Record<Outcome, string>> = { allow: "good", block: "bad", hold: "open" };

function toneOf(decision: Decision): string {
  return isAllowedInDoubt(decision) ? "open" : tones[decision.outcome];
}

function subjectHtml({ subject }: Report): string {
  const { repository, headSha, dirty, baseRef, mergeBaseSha, pullRequest } = subject;
  const head =
    headSha === undefined
      ? "this work tree"
      : `${name(headSha.slice(0, 7))}${dirty === true ? " with local changes" : ""}`;
  return [
    ...(repository === undefined ? [] : [sentence(repository)]),
    ...(pullRequest === undefined ? [] : [`pull request ${pullRequest}`]),
    [
      head,
      ...(baseRef === undefined ? [] : [`against ${name(baseRef)}`]),
      ...(mergeBaseSha === undefined ? [] : [`at ${name(mergeBaseSha.slice(0, 7))}`]),
    ].join(" "),
  ].join(" · ");
}

function countsHtml({ counts: { tests, failing, flaky, problems }, rules }: Decision): string {
  const biting = rules.filter(({ effect }) => effect === "block" || effect === "hold").length;
  return [
    plural(tests, "test"),
    `${plural(failing, "failing", "failing")}`,
    `${plural(flaky, "flaky", "flaky")}`,
    plural(problems, "problem"),
    `${biting} of ${plural(rules.length, "rule")} in the way`,
  ].join(" · ");
}
