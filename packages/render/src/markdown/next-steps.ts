import { markdownBlock } from "@tollgate/text";
import type { AttachmentPlaces } from "../attachments.ts";
import type { Step, StepItem } from "../steps.ts";
import { bullet, indented, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** What to do next, in order: a numbered list; under each step what it is about. */
export function stepsSection(steps: readonly Step[]): Section {
  const total = steps.reduce((sum, { items }) => sum + Math.max(1, items.length), 0);
  return {
    noun: ["thing to do", "things to do"],
    total,
    worth: 9,
    render: (limit) => ["### What to do next", list(steps, limit)].join("\n\n"),
  };
}

function list(steps: readonly Step[], limit: number): string {
  const shown = shareOut(steps, limit).map(
    (items, i) => `${i + 1}. ${indented(stepMarkdown(steps[i]!, items), `${i + 1}. `.length)}`,
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

function stepMarkdown({ title, advice, items }: Step, limit: number): string {
  return [
    `**${sentence(title)}**${advice === "" ? "" : `<br>${sentence(advice)}`}`,
    ...items.slice(0, limit).map((item) => bullet(itemMarkdown(item))),
    ...more(items.length, limit).map(bullet),
  ].join("\n");
}

function itemMarkdown(item: StepItem): string {
  const where = [item.name, item.place].filter((text) => text !== "").map(name);
  const note = item.note === "" ? [] : [sentence(item.note)];
  const line = [...(where.length === 0 ? [] : [where.join(" in ")]), ...note].join(": ");
  const said = item.quote === "" ? line : `${line}\n${markdownBlock(item.quote)}`;
  const attached = attachedMarkdown(item.attachments);
  return attached === "" ? said : `${said}${item.quote === "" ? "<br>" : "\n"}${attached}`;
}

/** Paths as code: nothing in the name of a file is alive. */
function attachedMarkdown(places: AttachmentPlaces | undefined): string {
  if (places === undefined || places.shown.length === 0) return "";
  const rest = places.more === 0 ? "" : ` and ${places.more} more`;
  return `Attached: ${places.shown.map(name).join(", ")}${rest}`;
}
