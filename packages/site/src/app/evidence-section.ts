import type { SiteEvidence, SiteExpected, SiteInput, SiteMissing, SiteProblem } from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";
import { countAll, countWords } from "./count-words.ts";
import { badge, code, element, prose, scrolling, section } from "./element.ts";
import { pagedList } from "./paged-list.ts";

/** What arrived, what is missing, what is doubtful, and what was judged by. */
export function evidenceSection(evidence: SiteEvidence): HTMLElement {
  const { expected, missing, problems, inputs, judged, dropped } = evidence;
  return section(
    "evidence",
    "Evidence",
    ...cards(`Missing (${of(missing, dropped["missing"])})`, missing, missingNode),
    ...cards(`Problems (${of(problems, dropped["problems"])})`, problems, problemNode),
    ...cards(`Expected (${of(expected, dropped["expected"])})`, expected, expectedNode),
    element("h3", {}, `Reports (${of(inputs, dropped["inputs"])})`),
    inputTable(inputs),
    element("h3", {}, "Judged"),
    element(
      "dl",
      {},
      ...judged.flatMap(([what, value]) => [element("dt", {}, what), element("dd", {}, value)]),
    ),
  );
}

function of(items: readonly unknown[], dropped: number | undefined): string {
  return countWords(items.length, countAll(items, dropped));
}

function cards<T>(title: string, items: readonly T[], toNode: (item: T) => HTMLElement): readonly Node[] {
  if (items.length === 0) return [];
  const list = pagedList<T>(element("ul", { class: "cards" }), (item) => [toNode(item)]);
  list.show(items);
  return [element("h3", {}, title), list.node];
}

function missingNode({ what, because, remedy }: SiteMissing): HTMLElement {
  return element(
    "li",
    {},
    badge("◌ missing", "open"),
    ` ${what}`,
    element("p", {}, ...prose(`Expected as ${because}. ${remedy}`)),
  );
}

function problemNode({ severity, code: id, message, remedy, places, count }: SiteProblem): HTMLElement {
  const more = count - places.length;
  return element(
    "li",
    {},
    badge(severity, severity === "error" ? "bad" : severity === "warning" ? "open" : "plain"),
    " ",
    code(id),
    element("p", {}, ...prose(`${message} ${remedy}`)),
    ...places.map((place) => element("p", { class: "quiet" }, code(place))),
    places.length > 0 && more > 0
      ? element("p", { class: "quiet" }, `… and ${plural(more, "more", "more")}`)
      : undefined,
  );
}

const states = {
  arrived: ["✔ arrived", "good"],
  reused: ["✔ reused from another commit", "good"],
  broken: ["✘ came and cannot be used", "bad"],
  missing: ["◌ missing", "open"],
} as const;

function expectedNode({ what, state, because }: SiteExpected): HTMLElement {
  const [words, tone] = states[state];
  return element(
    "li",
    {},
    badge(words, tone),
    ` ${what} `,
    element("span", { class: "quiet" }, ...prose(because)),
  );
}

function inputTable(inputs: readonly SiteInput[]): HTMLElement {
  const body = element("tbody");
  const head = ["Report", "Read", "Format", "Written by", "Package", "Kind", "Bytes", "Digest"];
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head.map((title) => element("th", { scope: "col" }, title)))),
    body,
  );
  const list = pagedList<SiteInput>(body, (input) => [inputRow(input)], {
    around: scrolling("Reports that were read", table),
  });
  list.show(inputs);
  return list.node;
}

function inputRow({
  path,
  state,
  isOk,
  format,
  producer,
  package: owner,
  kind,
  bytes,
  digest,
}: SiteInput): HTMLElement {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, code(path)),
    element("td", {}, ...(isOk ? prose(state) : [badge(`✘ ${state}`, "bad")])),
    ...[format, producer, owner, kind].map((text) => element("td", {}, text)),
    element("td", { class: "number" }, grouped(bytes)),
    element("td", {}, element("code", { class: "digest" }, digest)),
  );
}
