import type { LineRange, SiteFile } from "@tollgate/model";
import { ranges } from "@tollgate/text";
import { figure } from "./bar.ts";
import { element } from "./element.ts";

/** Ranges that are named; a file with more is looked at in an editor. */
const mostRanges = 200;

/** What is covered by which kind of tests, and which lines are not. */
export function fileDetailNode({ kinds, detail, ...file }: SiteFile): readonly Node[] {
  const all = [
    { kind: "all tests", lines: file.lines, functions: file.functions, branches: file.branches },
    ...kinds,
  ];
  const head = ["Kind", "Lines", "Functions", "Branches"].map((title) =>
    element("th", { scope: "col" }, title),
  );
  const rows = all.map(({ kind, lines, functions, branches }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, kind),
      ...[lines, functions, branches].map((extent) => element("td", {}, ...figure(extent, undefined, true))),
    ),
  );
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
  if (detail === undefined)
    return [table, element("p", { class: "hint" }, "Its lines were left out to keep this page small.")];
  const { uncovered, unsure, fresh, lost, lostWhy, only } = detail;
  const hasLines = uncovered.length > 0 || file.lines[1] === file.lines[0];
  return [
    table,
    ...(hasLines
      ? []
      : [element("p", { class: "hint" }, "Reports tell how much of it is covered, and not which lines.")]),
    ...linesNode("No test runs", uncovered),
    ...linesNode("Of which the reports do not say for certain", unsure),
    ...linesNode("Newly uncovered by this change", fresh),
    ...linesNode("Covered on the base, and not now", lost, lostWhy),
    ...only.flatMap(([kind, lines]) => linesNode(`Only ${kind} tests run`, lines)),
  ];
}

function linesNode(label: string, flat: readonly number[], note = ""): readonly Node[] {
  if (flat.length === 0) return [];
  const lines: LineRange[] = [];
  for (let i = 0; i < Math.min(flat.length, mostRanges * 2); i += 2) lines.push([flat[i]!, flat[i + 1]!]);
  const rest = flat.length > mostRanges * 2 ? ` and ${flat.length / 2 - mostRanges} more ranges` : "";
  return [
    element(
      "p",
      {},
      element("strong", {}, `${label}: `),
      `${ranges(lines)}${rest}${note === "" ? "" : `; ${note}`}`,
    ),
  ];
}
