import type { Decision, Report } from "@tollgate/model";
import { findingCounts, findingItems } from "../finding-words.ts";
import { more, placed, shown } from "./lists.ts";
import { type Paint, type TerminalOptions, wrapped } from "./style.ts";

/** How many findings there are, and where. What a rule refuses stands above, with what to do about it. */
export function findingLines(
  report: Report,
  { rules }: Decision,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const counts = findingCounts(report);
  if (counts === "") return [];
  const [first = "", ...rest] = wrapped(counts, "", "  ", options);
  const isTold = rules.some(
    ({ rule, violations, effect }) => rule === "findings" && effect !== "none" && violations.length > 0,
  );
  const items = isTold ? [] : findingItems(report);
  return [
    paint.bold(first),
    ...rest,
    ...items.slice(0, shown).flatMap(({ word, place, rule, message, note }) => {
      const what = rule === "" ? message : `${rule}: ${message}`;
      return placed(place, `${word}: ${what} (${note})`, options, paint);
    }),
    ...more(items.length, paint),
  ];
}
