import type { SiteTestFile, SiteTestRow, TestStatus } from "@tollgate/model";
import { duration, grouped } from "@tollgate/text";
import { badge, code, element } from "./element.ts";
import { pagedList } from "./paged-list.ts";

/** A file with its counts; its tests when it is opened. */
export function testFileNode(file: SiteTestFile, rows: readonly SiteTestRow[] | undefined): HTMLElement {
  const { path, package: owner, kind, durationUs } = file;
  const summary = [
    code(path),
    ` ${countWords(file)}${durationUs > 0 ? `, ${duration(durationUs)}` : ""} `,
    element("span", { class: "quiet" }, `${kind}, ${owner}`),
  ];
  if (rows === undefined)
    return element(
      "li",
      {},
      ...summary,
      element("p", { class: "hint" }, "Only counted, to keep this page small."),
    );
  const details = element("details", {}, element("summary", {}, ...summary));
  details.addEventListener("toggle", () => details.append(testRows(rows)), { once: true });
  return element("li", {}, details);
}

function testRows(rows: readonly SiteTestRow[]): HTMLElement {
  const list = pagedList<SiteTestRow>(element("ul", { class: "rows" }), (row) => [rowNode(row)]);
  list.show(rows);
  return list.node;
}

function rowNode([title, status, durationUs, note]: SiteTestRow): HTMLElement {
  const { sign, tone } = looks[status];
  return element(
    "li",
    {},
    badge(`${sign} ${status}`, tone),
    ` ${title} `,
    element(
      "span",
      { class: "quiet" },
      [durationUs < 0 ? "" : duration(durationUs), note].filter((text) => text !== "").join(", "),
    ),
  );
}

const looks: Readonly<
  Record<TestStatus, { readonly sign: string; readonly tone: "good" | "bad" | "open" | "plain" }>
> = {
  passed: { sign: "✔", tone: "good" },
  failed: { sign: "✘", tone: "bad" },
  errored: { sign: "✘", tone: "bad" },
  skipped: { sign: "○", tone: "plain" },
  todo: { sign: "○", tone: "plain" },
};

function countWords({ passed, failed, errored, skipped, todo }: SiteTestFile): string {
  const parts = [
    [failed, "failed"],
    [errored, "errored"],
    [passed, "passed"],
    [skipped, "skipped"],
    [todo, "to do"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${grouped(count)} ${word}`)
    .join(", ");
}
