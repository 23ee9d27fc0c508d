import {
  type ChangedCode,
  type Decision,
  describeUnmeasured,
  type Extent,
  type Report,
} from "@tollgate/model";
import { shareOf } from "@tollgate/text";
import { classWords, unexcusedWords } from "../changed-words.ts";
import { lineWords, placeOf } from "../figures.ts";
import { more, placed, shown } from "./lists.ts";
import { type Paint, type TerminalOptions, wrapped } from "./style.ts";

/** What the change did to lines, and which of them no test is known to reach: those unless they are among the things to do. */
export function changedLines(
  report: Report,
  { rules }: Decision,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const { changed } = report;
  if (!changed.known)
    return wrapped(
      `What this change covers is unknown: ${changed.reason}. ${changed.remedy}`,
      "",
      "",
      options,
    );
  const isTold = rules.some(
    ({ rule, answer, effect }) => rule === "changed-coverage" && answer === "fail" && effect === "block",
  );
  const files = isTold ? [] : uncoveredFiles(changed);
  const notes = [classWords(changed.files), unexcusedWords(report)].filter((words) => words !== "");
  return [
    ...notes.flatMap((words) => wrapped(words, "", "  ", options)),
    ...(files.length === 0 ? [] : [paint.bold("Changed lines that no test is known to reach:")]),
    ...files.slice(0, shown).flatMap(({ place, words }) => placed(place, words, options, paint)),
    ...more(files.length, paint),
  ];
}

function chargedWords(lines: Extent): string {
  return lines.found === 0
    ? "the change answers for none of it"
    : `${shareOf(lines)} of what the change answers for is covered`;
}

type KnownChange = Extract<ChangedCode, { known: true }>;

function uncoveredFiles({
  files,
  unmeasured,
}: KnownChange): readonly { readonly place: string; readonly words: string }[] {
  return [
    ...files
      .filter(({ uncovered }) => uncovered.length > 0)
      .map(({ path, uncovered, charged }) => ({
        place: placeOf({ path, line: uncovered[0]?.[0] }),
        words: `${lineWords(uncovered)}; ${chargedWords(charged.lines)}`,
      })),
    ...unmeasured.map((file) => ({ place: file.path, words: describeUnmeasured(file) })),
  ];
}
