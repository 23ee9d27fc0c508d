import type { Cell, Report, Totals } from "@tollgate/model";
import { grouped } from "@tollgate/text";
import { chargedWords, classWords } from "../changed-words.ts";
import { duration, extentOf, shareOf } from "../figures.ts";
import { more, name, sentence, table } from "./blocks.ts";
import type { Section } from "./planner.ts";

const head = ["Package", "Kind", "Tests", "Failed", "Flaky", "Skipped", "Time", "Lines", "Branches"];

/** Package × kind with a last row over everything, and below it the coverage of the changed lines. */
export function packageSection(report: Report): Section {
  const { cells, totals } = report;
  return {
    noun: ["row of the table", "rows of the table"],
    total: Math.max(1, cells.length),
    worth: 8,
    render(limit) {
      const rows = cells.slice(0, Math.max(0, limit)).map(cellRow);
      const all = ["**all**", "", ...figures(totals)];
      return [
        table("llrrrrrrr", head, [...rows, all]),
        ...more(cells.length, limit),
        ...changedLines(report),
      ].join("\n\n");
    },
  };
}

function cellRow(cell: Cell): readonly string[] {
  return [name(cell.package), sentence(cell.kind), ...figures(cell)];
}

function figures({ tests, coverage }: Totals): readonly string[] {
  return [
    ...testFigures(tests),
    shareOf(extentOf(coverage, "lines")),
    shareOf(extentOf(coverage, "branches")),
  ];
}

/** Empty where only coverage arrived: that is not a run of 0 tests. */
function testFigures(tests: Totals["tests"]): readonly string[] {
  if (tests.cases === 0) return ["", "", "", "", ""];
  const failed = tests.failed + tests.errored;
  return [
    grouped(tests.cases),
    failed === 0 ? "0" : `**${grouped(failed)}**`,
    tests.flaky === 0 ? "0" : `**${grouped(tests.flaky)}**`,
    grouped(tests.skipped + tests.todo),
    duration(tests.durationUs),
  ];
}

function changedLines({ changed }: Report): readonly string[] {
  if (!changed.known || changed.files.length === 0) return [];
  const classes = classWords(changed.files);
  return [
    `**Covered of what this change adds:** ${chargedWords(changed.files)}.${classes === "" ? "" : ` ${classes}.`}`,
  ];
}
