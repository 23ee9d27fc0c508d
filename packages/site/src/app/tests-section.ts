import type {
  SiteCause,
  SiteTestChange,
  SiteTestFile,
  SiteTestRow,
  SiteTests,
  TestTally,
} from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";
import type { Address } from "./address.ts";
import { causeNodes } from "./cause.ts";
import { choice, controlBar, distinct, search } from "./controls.ts";
import { countAll, countWords } from "./count-words.ts";
import { badge, code, element, section } from "./element.ts";
import { pagedList } from "./paged-list.ts";
import { testFileNode } from "./test-file.ts";

/** What is looked for; empty members are all. */
type TestFilter = {
  readonly text: string;
  readonly package: string;
  readonly kind: string;
  readonly status: string;
};

/** What can be chosen as status, and what the filter lets through then. */
const statuses: readonly (readonly [value: string, words: string])[] = [
  ["failing", "failing"],
  ["flaky", "flaky"],
  ["passed", "passed"],
  ["skipped", "skipped or to do"],
];

export function testsSection(tests: SiteTests, address: Address): HTMLElement {
  const { total, against, failures, unsteady, changes, files, dropped } = tests;
  const status = element("p", { class: "status" });
  const text = search("Find a test or file", show);
  const owner = choice("Package", "all packages", distinct(files.map((file) => file.package)), show);
  const kind = choice("Kind", "all kinds", distinct(files.map((file) => file.kind)), show);
  const state = choice("Status", "any status", statuses, show);
  const lists = {
    failures: part("Failing, by cause", countAll(failures, dropped["failures"]), causeNodes),
    unsteady: part("Flaky", countAll(unsteady, dropped["unsteady"]), causeNodes),
    files: part("All tests, by file", countAll(files, dropped["files"]), ({ file, rows }: ShownFile) => [
      testFileNode(file, rows),
    ]),
  };
  show();
  address.keep("tests", { find: text, package: owner, kind, status: state }, show);
  return section(
    "tests",
    "Tests",
    element("p", {}, tallyWords(total)),
    ...(against === "" ? [] : [againstNode(against, changes)]),
    controlBar("Filter the tests", [text, owner, kind, state], status),
    ...Object.values(lists).map(({ node }) => node),
  );

  function show(): void {
    const filter = { text: text.value(), package: owner.value(), kind: kind.value(), status: state.value() };
    const red =
      filter.status === "" || filter.status === "failing"
        ? failures.filter((cause) => isWanted(cause, filter))
        : [];
    const unsure =
      filter.status === "" || filter.status === "flaky"
        ? unsteady.filter((cause) => isWanted(cause, filter))
        : [];
    const shown = files.flatMap((file) => shownFile(file, filter));
    lists.failures.show(red);
    lists.unsteady.show(unsure);
    lists.files.show(shown);
    const count = shown.reduce(
      (sum, { rows, file }) => sum + (rows?.length ?? countOf(file, filter.status)),
      0,
    );
    status.textContent = `${plural(count, "test")} in ${plural(shown.length, "file")}`;
  }
}

/** How the tests differ from those of the base: in words, and when it is opened each that does. */
function againstNode(against: string, changes: readonly SiteTestChange[]): HTMLElement {
  const words = `Against the base: ${against}.`;
  if (changes.length === 0) return element("p", {}, words);
  const list = pagedList<SiteTestChange>(element("ul", { class: "rows" }), ({ word, title, place, was }) => [
    element("li", {}, badge(word, "plain"), ` ${title} in `, code(place), was === "" ? "" : `, ${was}`),
  ]);
  list.show(changes);
  return element("details", {}, element("summary", {}, words), list.node);
}

/** A list below its title, which goes where nothing is in it. */
function part<T>(
  title: string,
  all: number,
  toNodes: (item: T) => readonly Node[],
): { readonly node: HTMLElement; readonly show: (items: readonly T[]) => void } {
  const heading = element("h3", {});
  const { node: list, show } = pagedList<T>(element("ul", { class: "cards" }), toNodes);
  const node = element("div", {}, heading, list);
  return {
    node,
    show(items) {
      node.hidden = items.length === 0;
      heading.textContent = `${title} (${countWords(items.length, all)})`;
      show(items);
    },
  };
}

function isWanted({ tests, trace = "" }: SiteCause, { text, package: owner, kind }: TestFilter): boolean {
  return tests.some(
    (test) =>
      (owner === "" || test.package === owner) &&
      (kind === "" || test.kind === kind) &&
      (text === "" || `${test.title}\n${test.place}\n${trace}`.toLowerCase().includes(text)),
  );
}

/** A file with those of its tests that are wanted; without rows where only its counts are known. */
type ShownFile = { readonly file: SiteTestFile; readonly rows: readonly SiteTestRow[] | undefined };

function shownFile(
  file: SiteTestFile,
  { text, package: owner, kind, status }: TestFilter,
): readonly ShownFile[] {
  if ((owner !== "" && file.package !== owner) || (kind !== "" && file.kind !== kind)) return [];
  const isNamed = file.path.toLowerCase().includes(text);
  if (file.tests === undefined)
    return isNamed && countOf(file, status) > 0 ? [{ file, rows: undefined }] : [];
  const rows = file.tests.filter(
    (row) => hasStatus(row, status) && (isNamed || row[0].toLowerCase().includes(text)),
  );
  return rows.length === 0 ? [] : [{ file, rows }];
}

/** Of a test that passes: why another was skipped may speak of flaky tests, too. */
function hasStatus([, status, , note]: SiteTestRow, wanted: string): boolean {
  switch (wanted) {
    case "failing":
      return status === "failed" || status === "errored";
    case "skipped":
      return status === "skipped" || status === "todo";
    case "flaky":
      return status === "passed" && /\b(?:flaky|recovered)\b/.test(note);
    case "passed":
      return status === "passed";
    default:
      return true;
  }
}

function countOf({ passed, failed, errored, skipped, todo }: SiteTestFile, wanted: string): number {
  switch (wanted) {
    case "failing":
      return failed + errored;
    case "skipped":
      return skipped + todo;
    case "passed":
      return passed;
    case "flaky":
      return 0;
    default:
      return passed + failed + errored + skipped + todo;
  }
}

function tallyWords({ cases, passed, failed, errored, skipped, todo, flaky, recovered }: TestTally): string {
  const parts = [
    [passed, "passed"],
    [failed, "failed"],
    [errored, "ended in an error"],
    [skipped, "skipped"],
    [todo, "to do"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${grouped(count)} ${word}`);
  const unsteady = flaky + recovered;
  return `${plural(cases, "test")}${told.length === 0 ? "" : `: ${told.join(", ")}`}.${unsteady === 0 ? "" : ` ${grouped(unsteady)} of the passed failed before.`}`;
}
