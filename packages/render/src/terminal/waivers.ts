import { type Decision, isHelping, type JudgedWaiver } from "@tollgate/model";
import { waiverNote, waiversToTell, waiverTarget } from "../waiver-words.ts";
import { more, placed, shown } from "./lists.ts";
import type { Paint, TerminalOptions } from "./style.ts";

/** Every waiver with how it stands, those that do not help first. */
export function waiverLines(decision: Decision, options: TerminalOptions, paint: Paint): readonly string[] {
  const waivers = waiversToTell(decision);
  if (waivers.length === 0) return [];
  return [
    paint.yellow("Waivers:"),
    ...waivers.slice(0, shown).flatMap((waiver) => waiverItem(waiver, options, paint)),
    ...more(waivers.length, paint),
  ];
}

/** A waiver: where it lies, how it stands, and what it is for. */
export function waiverItem(waiver: JudgedWaiver, options: TerminalOptions, paint: Paint): readonly string[] {
  const { id, state, expires } = waiver;
  const until = isHelping(state) ? ` until ${expires}` : "";
  return placed(id, `${state}${until}: ${waiverTarget(waiver)}. ${waiverNote(waiver)}`, options, paint);
}
