import { cutLines, markdownBlock, plural } from "@tollgate/text";
import type { AttachmentPlaces } from "../attachments.ts";
import { type Said, unsaid } from "../said.ts";
import type { Step, StepItem } from "../step.ts";
import { bullet, folded, indented, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** Things to do that fit on a screen; where there are more, all of them are folded below. */
const screenful = 10;

/** What to do, in order: a numbered list; under each step what it is about, where, and who owns it. */
export function stepsSection(steps: readonly Step[], said: Said): Section {
  return {
    noun: ["thing to do", "things to do"],
    total: Math.min(screenful, countOf(steps)),
    worth: 9,
    render: (limit) => ["**To merge this:**", list(steps, Math.min(limit, screenful), said)].join("\n\n"),
  };
}

/** All of them, without what tests said; nothing where the screen has them all. */
export function allStepsSection(steps: readonly Step[], said: Said): Section {
  const total = countOf(steps);
  const silent = steps.map((step) => ({
    ...step,
    items: step.items.map((item) => ({ ...item, quote: "" })),
  }));
  return {
    noun: ["entry of all things to do", "entries of all things to do"],
    total: total > screenful ? total : 0,
    worth: 6,
    render: (limit) => folded(`All ${plural(total, "thing")} to do`, list(silent, limit, said)),
  };
}

function countOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { items }) => sum + Math.max(1, items.length), 0);
}

function list(steps: readonly Step[], limit: number, said: Said): string {
  const shown = shareOut(steps, limit).map(
    (items, i) => `${i + 1}. ${indented(stepMarkdown(steps[i]!, items, said), `${i + 1}. `.length)}`,
  );
  return [shown.join("\n"), ...more(steps.length, shown.length)].join("\n\n");
}

/**
 * How many items each shown step gets: one after the other, until `limit` is spent, so that a thousand failing
 * tests do not hide the second step. A step without items counts as one.
 */
function shareOut(steps: readonly Step[], limit: number): readonly number[] {
  const shares = steps.slice(0, Math.max(1, limit)).map(() => 0);
  let left = limit;
  for (let round = 0; left > 0; round++) {
    const before = left;
    for (const [i, { items }] of steps.slice(0, shares.length).entries()) {
      if (left === 0 || round >= Math.max(1, items.length)) continue;
      shares[i] = Math.min(round + 1, items.length);
      left--;
    }
    if (left === before) break;
  }
  return shares;
}

function stepMarkdown({ title, advice, items }: Step, limit: number, said: Said): string {
  const news = unsaid(advice, said);
  return [
    `**${sentence(title)}**${news === "" ? "" : `<br>${sentence(news)}`}`,
    ...items.slice(0, limit).map((item) => bullet(itemMarkdown(item))),
    ...more(items.length, limit).map(bullet),
  ].join("\n");
}

function itemMarkdown(item: StepItem): string {
  const where = [item.name, item.place].filter((text) => text !== "").map(name);
  const note = item.note === "" ? [] : [sentence(item.note)];
  const line =
    [...(where.length === 0 ? [] : [where.join(" in ")]), ...note].join(": ") + ownersMarkdown(item);
  const quoted = item.quote === "" ? line : `${line}\n${markdownBlock(cutLines(item.quote, quotedLines))}`;
  const attached = attachedMarkdown(item.attachments);
  return attached === "" ? quoted : `${quoted}${item.quote === "" ? "<br>" : "\n"}${attached}`;
}

const quotedLines = 4;

/** As code: nobody is called. */
function ownersMarkdown({ owners = [] }: StepItem): string {
  const rest = owners.length > shownOwners ? ` and ${owners.length - shownOwners} more` : "";
  return owners.length === 0 ? "" : ` · ${owners.slice(0, shownOwners).map(name).join(", ")}${rest}`;
}

const shownOwners = 3;

/** Paths as code: nothing in the name of a file is alive. */
function attachedMarkdown(places: AttachmentPlaces | undefined): string {
  if (places === undefined || places.shown.length === 0) return "";
  const rest = places.more === 0 ? "" : ` and ${places.more} more`;
  return `Attached: ${places.shown.map(name).join(", ")}${rest}`;
}
