import type { Report } from "@tollgate/model";
import { differenceWords, lostFiles, notComparedWords } from "../difference-words.ts";
import { bullet, folded, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** Lines that lost their coverage since the base, outside the change first, and in one line what else became of lines. */
export function baseCoverageSection(report: Report): Section {
  const lost = lostFiles(report);
  const difference = report.baseline?.coverage;
  const counts = difference?.known === true ? differenceWords(difference.counts) : "";
  const open = notComparedWords(report);
  return {
    noun: ["file that lost coverage", "files that lost coverage"],
    total: counts === "" && open === "" ? 0 : Math.max(1, lost.length),
    worth: 5,
    render(limit) {
      const items = lost.slice(0, limit).map(({ place, note }) => `${name(place)}: ${sentence(note)}`);
      const body = [
        ...(open === "" ? [] : [sentence(open)]),
        ...(items.length === 0 ? [] : [[...items, ...more(lost.length, limit)].map(bullet).join("\n")]),
        ...(items.length === 0 && open === "" ? ["No line lost its coverage."] : []),
      ];
      return folded(
        `Lines against the base: ${counts === "" ? "no difference is known" : counts}`,
        body.join("\n\n"),
      );
    },
  };
}
