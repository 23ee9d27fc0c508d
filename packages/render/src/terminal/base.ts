import type { Decision, Report } from "@tollgate/model";
import { baseChanges, baseCounts, wasWords } from "../base-words.ts";
import { failuresInTheWay } from "../failing-steps.ts";
import { more, placed, shown } from "./lists.ts";
import { type Paint, type TerminalOptions, wrapped } from "./style.ts";

/** What became of the base's tests. Failures in the way stand above, with what to do about them. */
export function baseLines(
  report: Report,
  decision: Decision,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const { baseline } = report;
  if (baseline === undefined) return [];
  const [first = "", ...rest] = wrapped(
    `Against the base: ${baseCounts(report, baseline)}`,
    "",
    "  ",
    options,
  );
  const above = told[failuresInTheWay(decision)];
  const changes = baseChanges(report, baseline).filter(({ word }) => !above.includes(word));
  return [
    paint.bold(first),
    ...rest,
    ...changes.slice(0, shown).flatMap((change) => {
      const was = wasWords(change, JSON.stringify);
      const words = `${change.word}: ${change.title}${was === "" ? "" : `, ${was}`}`;
      return placed(change.place, words, options, paint);
    }),
    ...more(changes.length, paint),
  ];
}

const told: Readonly<Record<"all" | "new" | "none", readonly string[]>> = {
  all: ["new failure", "still failing"],
  new: ["new failure"],
  none: [],
};
