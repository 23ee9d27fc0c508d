import type { Decision, Report } from "@tollgate/model";
import { cutLines } from "@tollgate/text";
import type { AttachmentPlaces } from "../../attachments.ts";
import { saidOf, unsaid } from "../../said.ts";
import type { Step, StepItem } from "../../step.ts";
import { nextSteps } from "../../steps.ts";
import { list, more, name, quote, section, sentence } from "./blocks.ts";

/** Steps, and things of one step, that are shown; all failing tests stand below. */
const shown = 100;

/** So many steps come with that many things, later ones with few: hundreds of rules may each name a thousand files. */
const inFull = 10;
const few = 10;

/** Of so many the page shows what the tool said, too. */
const quoted = 20;

/** What to do, in order, each with its place and who owns it; nothing where nothing is to do. */
export function stepsHtml(report: Report, decision: Decision): string {
  const steps = nextSteps(report, decision);
  if (steps.length === 0) return "";
  const said = saidOf(decision);
  const items = steps
    .slice(0, shown)
    .map((step, i) => stepHtml(step, unsaid(step.advice, said), i < inFull ? shown : few));
  return section("todo", "To merge this", [list([...items, ...more(steps.length, shown)], "ol", "steps")]);
}

function stepHtml({ title, items }: Step, advice: string, most: number): string {
  return [
    `<h3>${sentence(title)}</h3>`,
    ...(advice === "" ? [] : [`<p>${sentence(advice)}</p>`]),
    list(
      [...items.slice(0, most).map((item, i) => itemHtml(item, i < quoted)), ...more(items.length, most)],
      "ul",
      "things",
    ),
  ].join("\n");
}

function itemHtml(item: StepItem, isQuoted: boolean): string {
  const where = [item.name, item.place].filter((text) => text !== "").map(name);
  const note = item.note === "" ? [] : [sentence(item.note)];
  return [
    [...(where.length === 0 ? [] : [where.join(" in ")]), ...note].join(": "),
    ownersHtml(item),
    isQuoted ? quote(cutLines(item.quote, 6)) : "",
    attachedHtml(item.attachments),
  ].join("");
}

function ownersHtml({ owners = [] }: StepItem): string {
  const rest = owners.length > shownOwners ? ` and ${owners.length - shownOwners} more` : "";
  return owners.length === 0
    ? ""
    : ` <span class="owners">· ${owners.slice(0, shownOwners).map(name).join(", ")}${rest}</span>`;
}

const shownOwners = 3;

function attachedHtml(places: AttachmentPlaces | undefined): string {
  if (places === undefined || places.shown.length === 0) return "";
  const rest = places.more === 0 ? "" : ` and ${places.more} more`;
  return `<p class="attached">Attached: ${places.shown.map(name).join(", ")}${rest}</p>`;
}
