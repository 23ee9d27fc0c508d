import type { SiteFile } from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";
import type { Address, Kept } from "./address.ts";
import { figure } from "./bar.ts";
import { choice, controlBar, distinct, search } from "./controls.ts";
import { countWords } from "./count-words.ts";
import { code, element } from "./element.ts";
import { type Column, columns } from "./file-columns.ts";
import { fileDetailNode } from "./file-detail.ts";
import { pagedList } from "./paged-list.ts";

/** Files to look at, by what is to be seen in them. */
const views: readonly (readonly [value: string, words: string])[] = [
  ["uncovered", "with uncovered lines"],
  ["fresh", "newly uncovered by this change"],
  ["lost", "covered on the base, and not now"],
  ["only", "with lines that only higher tests run"],
];

/** The table of files: found by text and package, sorted by a column, each opened to see its lines. */
export function fileTable(files: readonly SiteFile[], all: number, address: Address): readonly Node[] {
  const status = element("p", { class: "status" });
  const text = search("Find a file", show);
  const owner = choice("Package", "all packages", distinct(files.map((file) => file.package)), show);
  const view = choice("Show", "all files", views, show);
  let [sorted, isDescending]: [Column | undefined, boolean] = [undefined, false];
  const heads = columns.map((column) => ({ column, node: headOf(column, () => sortBy(column)) }));
  const order: Kept = {
    value: () => (sorted === undefined ? "" : `${isDescending ? "-" : ""}${sorted.title.toLowerCase()}`),
    choose(value) {
      isDescending = value.startsWith("-");
      sorted = columns.find(({ title }) => title.toLowerCase() === value.replace(/^-/, ""));
      tellOrder();
    },
  };
  const body = element("tbody");
  const table = element(
    "table",
    { class: "files" },
    element("thead", {}, element("tr", {}, ...heads.map(({ node }) => node))),
    body,
  );
  const list = pagedList<SiteFile>(body, fileRows, { around: table });
  show();
  address.keep("files", { find: text, package: owner, show: view, sort: order }, show);
  return [controlBar("Filter the files", [text, owner, view], status), list.node];

  function sortBy(column: Column): void {
    isDescending = sorted === column && !isDescending;
    sorted = column;
    tellOrder();
    show();
  }

  function tellOrder(): void {
    for (const { column: of, node } of heads)
      node.setAttribute("aria-sort", of !== sorted ? "none" : isDescending ? "descending" : "ascending");
  }

  function show(): void {
    const wanted = files.filter(
      (file) =>
        (owner.value() === "" || file.package === owner.value()) &&
        file.path.toLowerCase().includes(text.value()) &&
        isOfView(file, view.value()),
    );
    const { compare } = sorted ?? {};
    if (compare !== undefined) wanted.sort((a, b) => (isDescending ? compare(b, a) : compare(a, b)));
    list.show(wanted);
    status.textContent =
      wanted.length === all ? plural(all, "file") : `${countWords(wanted.length, all)} files`;
  }
}

function headOf({ title, isWide }: Column, onClick: () => void): HTMLElement {
  const button = element("button", { type: "button" }, title);
  button.addEventListener("click", onClick);
  return element("th", { scope: "col", "aria-sort": "none", class: isWide ? "wide" : "" }, button);
}

function isOfView({ detail, lines: [found, hit] }: SiteFile, view: string): boolean {
  if (view === "") return true;
  if (view === "uncovered") return hit < found;
  const lines = view === "fresh" ? detail?.fresh : view === "lost" ? detail?.lost : detail?.only;
  return (lines ?? []).length > 0;
}

/** The row of a file, and behind it the one with its lines when it is opened. */
function fileRows(file: SiteFile): readonly Node[] {
  const button = element(
    "button",
    { type: "button", class: "open", "aria-expanded": "false" },
    code(file.path),
  );
  const row = element(
    "tr",
    {},
    element("th", { scope: "row" }, button, element("span", { class: "quiet" }, file.package)),
    ...(["lines", "functions", "branches"] as const).map((metric) =>
      element(
        "td",
        { class: metric === "lines" ? "" : "wide" },
        ...figure(file[metric], file.base?.[metric]),
      ),
    ),
    element("td", { class: "number" }, grouped(file.lines[0] - file.lines[1])),
  );
  let detail: HTMLElement | undefined;
  button.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    detail ??= element("tr", { class: "detail" }, detailCell(file));
    if (isOpen) detail.remove();
    else row.after(detail);
  });
  return [row];
}

function detailCell(file: SiteFile): HTMLElement {
  return element("td", { colspan: String(columns.length) }, ...fileDetailNode(file));
}
