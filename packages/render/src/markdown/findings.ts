import type { Report } from "@tollgate/model";
import { type FindingItem, findingCounts, findingItems, fixedItems } from "../finding-words.ts";
import { bullet, folded, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** What analysis tools found, new ones first, and what is fixed. */
export function findingSection(report: Report): Section {
  const items = [...findingItems(report), ...fixedItems(report)];
  return {
    noun: ["finding", "findings"],
    total: items.length,
    worth: 4,
    render: (limit) =>
      folded(
        findingCounts(report),
        [...items.slice(0, limit).map(itemOf), ...more(items.length, limit)].map(bullet).join("\n"),
      ),
  };
}

function itemOf({ word, place, rule, message, note }: FindingItem): string {
  const what = rule === "" ? "" : ` ${name(rule)}`;
  return `**${word}**${what} in ${name(place)}: ${sentence(message)} (${sentence(note)})`;
}
