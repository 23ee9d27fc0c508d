import { type Decision, isHelping, type JudgedWaiver } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { waiverNote, waiversToTell, waiverTarget } from "../waiver-words.ts";
import { bullet, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** Every waiver with how it stands, those that do not help first. */
export function waiverSection(decision: Decision): Section {
  const waivers = waiversToTell(decision);
  return {
    noun: ["waiver", "waivers"],
    total: waivers.length,
    worth: 8,
    render: (limit) =>
      [
        `**${plural(waivers.length, "waiver")}:**`,
        [...waivers.slice(0, limit).map(item), ...more(waivers.length, limit)].map(bullet).join("\n"),
      ].join("\n\n"),
  };
}

function item(waiver: JudgedWaiver): string {
  const { id, state, expires } = waiver;
  const until = isHelping(state) ? ` until ${expires}` : "";
  return `**${state}**${until} ${name(id)}: ${sentence(waiverTarget(waiver))}. ${sentence(waiverNote(waiver))}`;
}
