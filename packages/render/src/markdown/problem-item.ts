import type { AlikeProblems } from "../alike-problems.ts";
import { placeOf } from "../figures.ts";
import { name, sentence } from "./blocks.ts";

/** How many places an item names. */
const shown = 3;

/** Severity, code, places, what was found and what to do, as Markdown of one line. */
export function problemItem(alike: AlikeProblems): string {
  const [{ severity, code, message, remedy }] = alike;
  const places = alike.flatMap(({ path, line }) =>
    path === undefined ? [] : [name(placeOf({ path, line }))],
  );
  const rest = places.length > shown ? ` and ${places.length - shown} more` : "";
  const where = places.length === 0 ? "" : ` in ${places.slice(0, shown).join(", ")}${rest}`;
  return `**${severity}** ${name(code)}${where}: ${sentence(message)} ${sentence(remedy)}`;
}
