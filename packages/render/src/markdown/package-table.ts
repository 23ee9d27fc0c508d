import type { Cell, Report, Totals } from "@tollgate/model";
import { countChange, duration, grouped, plural, share, shareOf } from "@tollgate/text";
import { type BaseRow, baseRow, metricChange } from "../base-change.ts";
import { chargedWords, classWords } from "../changed-words.ts";
import { extentOf } from "../figures.ts";
import { folded, more, name, sentence, table } from "./blocks.ts";
import type { Section } from "./planner.ts";

const head = ["Package", "Kind", "Tests", "Failed", "Flaky", "Time", "Lines", "Branches"];

/** Rows that fit on a screen; of more rows only some, those where something is wrong before others. */
const screenful = { all: 16, some: 12 } as const;

/** Package × kind with a last row over everything and the change against the base, and below it the changed lines. */
export function packageSection(report: Report): Section {
  const { cells, totals } = report;
  const shown = firstRows(report);
  return {
    noun: ["row of the table", "rows of the table"],
    total: Math.max(1, shown.length),
    worth: 8,
    render(limit) {
      const rows = shown.slice(0, Math.max(0, limit)).map((cell) => cellRow(cell, baseRow(report, cell)));
      const all = ["**all**", "", ...figures(totals, baseRow(report))];
      return [
        table("llrrrrrr", head, [...rows, all]),
        ...moreRows(cells.length - Math.min(limit, shown.length)),
        ...changedLines(report),
      ].join("\n\n");
    },
  };
}

function moreRows(count: number): readonly string[] {
  return count > 0 ? [`… and ${plural(count, "more row")} under *Coverage by package*.`] : [];
}

/** In the order of packages; which of many are shown goes by what is wrong. */
function firstRows(report: Report): readonly Cell[] {
  const { cells } = report;
  if (cells.length <= screenful.all) return cells;
  const wanted = new Set(
    cells
      .map((cell) => ({ cell, rank: interestOf(cell, baseRow(report, cell)) }))
      .sort((a, b) => b.rank - a.rank)
      .slice(0, screenful.some)
      .map(({ cell }) => cell),
  );
  return cells.filter((cell) => wanted.has(cell));
}

function interestOf({ tests, coverage }: Cell, base: BaseRow): number {
  const isFailing = tests.failed + tests.errored > 0;
  const isLess = metricChange(coverage, base.coverage, "lines").includes("−");
  return Number(isFailing) * 4 + Number(tests.flaky > 0) * 2 + Number(isLess);
}

function cellRow(cell: Cell, base: BaseRow): readonly string[] {
  return [name(cell.package), sentence(cell.kind), ...figures(cell, base)];
}

function figures({ tests, coverage }: Totals, base: BaseRow): readonly string[] {
  return [
    ...testFigures(tests, base.tests),
    ...(["lines", "branches"] as const).map((metric) =>
      coverage === undefined
        ? ""
        : share(extentOf(coverage, metric)) + metricChange(coverage, base.coverage, metric),
    ),
  ];
}

/** Empty where only coverage arrived: that is not a run of 0 tests. */
function testFigures(tests: Totals["tests"], base: Totals["tests"] | undefined): readonly string[] {
  if (tests.cases === 0) return ["", "", "", ""];
  const failed = tests.failed + tests.errored;
  return [
    grouped(tests.cases) + countChange(tests.cases, base?.cases),
    loud(failed) + countChange(failed, base === undefined ? undefined : base.failed + base.errored),
    loud(tests.flaky) + countChange(tests.flaky, base?.flaky),
    duration(tests.durationUs),
  ];
}

function loud(count: number): string {
  return count === 0 ? "0" : `**${grouped(count)}**`;
}

function changedLines({ changed }: Report): readonly string[] {
  if (!changed.known || changed.files.length === 0) return [];
  const classes = classWords(changed.files);
  return [
    `**Covered of what this change adds:** ${chargedWords(changed.files)}.${classes === "" ? "" : ` ${classes}.`}`,
  ];
}

/** All rows with their counts, folded. */
export function coverageSection({ cells, totals }: Report): Section {
  const row = ({ tests, coverage }: Totals): readonly string[] => [
    tests.cases === 0 ? "" : grouped(tests.skipped + tests.todo),
    ...(["lines", "functions", "branches"] as const).map((metric) =>
      coverage === undefined ? "" : shareOf(extentOf(coverage, metric)),
    ),
  ];
  return {
    noun: ["row of coverage by package", "rows of coverage by package"],
    total: cells.length,
    worth: 4,
    render(limit) {
      const rows = cells
        .slice(0, Math.max(0, limit))
        .map((cell) => [name(cell.package), sentence(cell.kind), ...row(cell)]);
      return folded(
        "Coverage by package",
        [
          table(
            "llrrrr",
            ["Package", "Kind", "Skipped tests", "Lines", "Functions", "Branches"],
            [...rows, ["**all**", "", ...row(totals)]],
          ),
          ...more(cells.length, limit),
        ].join("\n\n"),
      );
    },
  };
}
