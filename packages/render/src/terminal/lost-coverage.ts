import type { Report } from "@tollgate/model";
import { differenceWords, lostFiles, notComparedWords } from "../difference-words.ts";
import { more, placed, shown } from "./lists.ts";
import { type Paint, type TerminalOptions, wrapped } from "./style.ts";

/** What became of lines since the base in one line, and where they lost their coverage. */
export function lostLines(report: Report, options: TerminalOptions, paint: Paint): readonly string[] {
  const difference = report.baseline?.coverage;
  const counts = difference?.known === true ? differenceWords(difference.counts) : "";
  const open = notComparedWords(report);
  const lost = lostFiles(report);
  return [
    ...(counts === "" ? [] : wrapped(`Lines against the base: ${counts}`, "", "  ", options)),
    ...(open === "" ? [] : wrapped(open, "", "  ", options)),
    ...lost.slice(0, shown).flatMap(({ place, note }) => placed(place, note, options, paint)),
    ...more(lost.length, paint),
  ];
}
