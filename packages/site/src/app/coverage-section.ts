import type { CoverageMetric, SiteCell, SiteCoverage, SiteFigures } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Address } from "./address.ts";
import { figure } from "./bar.ts";
import { choice, distinct } from "./controls.ts";
import { countAll, countWords } from "./count-words.ts";
import { code, element, prose, scrolling, section } from "./element.ts";
import { fileTable } from "./file-table.ts";

const metrics: readonly CoverageMetric[] = ["lines", "functions", "branches"];

/** Figures of all, by package and kind, by file; and what nobody measured. */
export function coverageSection(coverage: SiteCoverage, address: Address): HTMLElement {
  const { notes, total, cells, files, unmeasured, dropped } = coverage;
  return section(
    "coverage",
    "Coverage",
    ...notes.map((note) => element("p", {}, ...prose(note))),
    ...(total === undefined ? [element("p", {}, "No report measured coverage.")] : [totalNode(total)]),
    ...(cells.length === 0
      ? []
      : [element("h3", {}, "By package and kind of tests"), matrix(cells, address)]),
    ...(files.length === 0
      ? []
      : [element("h3", {}, "Files"), ...fileTable(files, countAll(files, dropped["files"]), address)]),
    ...unmeasuredNodes(unmeasured, countAll(unmeasured, dropped["unmeasured"])),
  );
}

function totalNode(total: SiteFigures): HTMLElement {
  return element(
    "dl",
    { class: "total" },
    ...metrics.map((metric) =>
      element(
        "div",
        {},
        element("dt", {}, metric),
        element("dd", {}, ...figure(total[metric], total.base?.[metric], true)),
      ),
    ),
  );
}

/** A row a package, a column a kind. */
function matrix(cells: readonly SiteCell[], address: Address): HTMLElement {
  const kinds = distinct(cells.map(({ kind }) => kind));
  const owners = distinct(cells.map((cell) => cell.package));
  const byPlace = new Map(cells.map((cell) => [JSON.stringify([cell.package, cell.kind]), cell]));
  const body = element("tbody");
  const metric = choice("Shown", "lines", ["functions", "branches"], show);
  const table = element(
    "table",
    { class: "matrix" },
    element(
      "thead",
      {},
      element("tr", {}, ...["Package", ...kinds].map((title) => element("th", { scope: "col" }, title))),
    ),
    body,
  );
  show();
  address.keep("coverage", { shown: metric }, show);
  return element(
    "div",
    {},
    element("div", { class: "controls" }, metric.node),
    scrolling("Coverage by package and kind of tests", table),
  );

  function show(): void {
    const shown = metrics.find((name) => name === metric.value()) ?? "lines";
    body.replaceChildren(
      ...owners.map((owner) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, code(owner)),
          ...kinds.map((kind) => {
            const cell = byPlace.get(JSON.stringify([owner, kind]));
            return element("td", {}, ...(cell === undefined ? [] : figure(cell[shown], cell.base?.[shown])));
          }),
        ),
      ),
    );
  }
}

function unmeasuredNodes(unmeasured: SiteCoverage["unmeasured"], all: number): readonly Node[] {
  if (unmeasured.length === 0) return [];
  const items = unmeasured.map(([path, note]) => element("li", {}, code(path), `: ${note}`));
  return [
    element(
      "details",
      {},
      element("summary", {}, `${plural(all, "source")} of which no report tells all`),
      element("ul", { class: "rows" }, ...items),
      all > items.length
        ? element("p", { class: "hint" }, `Shown: ${countWords(items.length, all)}.`)
        : undefined,
    ),
  ];
}
