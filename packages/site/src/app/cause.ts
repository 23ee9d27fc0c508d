import type { SiteCause, SiteTest } from "@tollgate/model";
import { plural, waivedWords } from "@tollgate/text";
import { badge, code, element } from "./element.ts";

/** Tests that say the same: the first in full, the others by name. */
export function causeNodes(cause: SiteCause): readonly Node[] {
  const { tests, trace = "", command, failure, waived = 0, notes, attachments = [], more = 0 } = cause;
  const [first, ...others] = tests;
  if (first === undefined) return [];
  const count = others.length + more;
  const excused = waived === 0 ? undefined : badge(waivedWords(waived, count + 1), "open");
  const item = element(
    "li",
    {},
    element("p", { class: "test" }, ...testNodes(first), excused),
    count === 0 ? undefined : element("p", {}, `${plural(count, "more test")} fail alike.`),
    notes === undefined ? undefined : element("p", {}, notes),
    trace === "" ? undefined : element("pre", { tabindex: "0" }, ...traceNodes(trace)),
    cause.trace === undefined
      ? element("p", { class: "hint" }, "What it said was left out to keep this page small.")
      : undefined,
    command === undefined ? undefined : element("p", {}, "Run it: ", code(command)),
    failure === undefined ? undefined : element("p", { class: "quiet" }, "Failure ", code(failure)),
    attachments.length === 0
      ? undefined
      : element("p", {}, "Attached: ", ...attachments.flatMap((path) => [code(path), " "])),
    others.length === 0 ? undefined : othersNode(others, more),
  );
  return [item];
}

function othersNode(others: readonly SiteTest[], more: number): HTMLElement {
  const list = element("ul", {}, ...others.map((test) => element("li", {}, ...testNodes(test))));
  if (more > 0) list.append(element("li", {}, `… and ${plural(more, "more", "more")}`));
  return element("details", {}, element("summary", {}, "Which"), list);
}

function testNodes({ title, place, status, note, owners = [] }: SiteTest): readonly Node[] {
  const isRed = status === "failed" || status === "errored";
  return [
    badge(isRed ? `✘ ${status}` : "↻ flaky", isRed ? "bad" : "open"),
    document.createTextNode(" "),
    element("strong", { class: "title" }, title),
    document.createTextNode(" in "),
    code(place),
    document.createTextNode(`: ${note}${owners.length === 0 ? "" : ` · ${owners.join(", ")}`} `),
  ];
}

/** Lines of a diff stand out; their sign says the same. */
function traceNodes(trace: string): readonly Node[] {
  return trace.split("\n").map((line, i) => {
    const text = `${i === 0 ? "" : "\n"}${line}`;
    const tone = /^\s*[-+](?!\d)/.exec(line)?.[0].trim();
    if (tone === undefined) return document.createTextNode(text);
    return element("span", { class: tone === "-" ? "minus" : "plus" }, text);
  });
}
