import type { SiteFinding, SiteFindings } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Address } from "./address.ts";
import { choice, controlBar, distinct, search } from "./controls.ts";
import { countAll, countWords } from "./count-words.ts";
import { badge, code, element, prose, section } from "./element.ts";
import { pagedList } from "./paged-list.ts";

/** What analysis tools found; nothing where none looked. */
export function findingsSection(
  { counts, items, dropped }: SiteFindings,
  address: Address,
): readonly HTMLElement[] {
  if (counts === "") return [];
  const all = countAll(items, dropped["items"]);
  const status = element("p", { class: "status" });
  const text = search("Find a rule, file or message", show);
  const word = choice("Level", "any level", distinct(items.map((item) => item.word)), show);
  const list = pagedList<SiteFinding>(element("ul", { class: "cards" }), (item) => [findingNode(item)]);
  show();
  address.keep("findings", { find: text, level: word }, show);
  return [
    section(
      "findings",
      "Findings",
      element("p", {}, `${counts}.`),
      ...(items.length === 0 ? [] : [controlBar("Filter the findings", [text, word], status), list.node]),
    ),
  ];

  function show(): void {
    const wanted = items.filter(
      (item) =>
        (word.value() === "" || item.word === word.value()) &&
        `${item.place}\n${item.rule}\n${item.message}`.toLowerCase().includes(text.value()),
    );
    list.show(wanted);
    status.textContent =
      wanted.length === all ? plural(all, "finding") : `${countWords(wanted.length, all)} findings`;
  }
}

function findingNode({ word, place, rule, message, note }: SiteFinding): HTMLElement {
  return element(
    "li",
    {},
    badge(word, word === "error" ? "bad" : word === "fixed" ? "good" : "open"),
    " ",
    code(place),
    element("p", {}, ...prose(message), rule === "" ? undefined : " ", rule === "" ? undefined : code(rule)),
    element("p", { class: "quiet" }, note),
  );
}
