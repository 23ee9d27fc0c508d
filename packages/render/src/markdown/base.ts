import type { Baseline, Report, TestChange, Totals } from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";
import { duration, extentOf, shareOf } from "../figures.ts";
import { testPlace, titleOf } from "../test-words.ts";
import { bullet, folded, more, name, table } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** What is new, still failing, fixed or gone against the base, and the totals side by side. */
export function baseSection(report: Report): Section {
  const { baseline } = report;
  const changes = baseline === undefined ? [] : changesOf(report, baseline);
  return {
    noun: ["change against the base", "changes against the base"],
    total: baseline === undefined ? 0 : Math.max(1, changes.length),
    worth: 5,
    render(limit) {
      if (baseline === undefined) return "";
      const items = [...changes.slice(0, limit), ...more(changes.length, limit)].map(bullet).join("\n");
      const body = [totalsTable(baseline.totals, report.totals), ...(items === "" ? [] : [items])];
      return folded(titleWords(report, baseline), body.join("\n\n"));
    },
  };
}

function titleWords({ tests }: Report, { disappeared }: Baseline): string {
  const count = (change: TestChange): number => tests.filter((test) => test.change === change).length;
  const counts = [
    plural(count("new-failure"), "new failure"),
    `${grouped(count("still-failing"))} still failing`,
    `${grouped(count("fixed"))} fixed`,
    `${grouped(count("added"))} added`,
    `${grouped(disappeared.length)} gone`,
  ];
  return `Against the base: ${counts.join(", ")}`;
}

const told: readonly (readonly [change: TestChange, words: string])[] = [
  ["new-failure", "new failure"],
  ["still-failing", "still failing"],
  ["fixed", "fixed"],
];

function changesOf({ tests }: Report, { disappeared }: Baseline): readonly string[] {
  return [
    ...told.flatMap(([change, words]) =>
      tests
        .filter((test) => test.change === change)
        .map((test) => `**${words}** ${name(titleOf(test))} in ${name(testPlace(test))}`),
    ),
    ...disappeared.map(
      ({ title, file, package: owner }) =>
        `**gone** ${name(title.trim() === "" ? "(a test without a name)" : title)} in ${name(file ?? owner)}`,
    ),
  ];
}

function totalsTable(base: Totals, now: Totals): string {
  const row = (label: string, { tests, coverage }: Totals): readonly string[] => [
    label,
    grouped(tests.cases),
    grouped(tests.failed + tests.errored),
    grouped(tests.flaky),
    duration(tests.durationUs),
    shareOf(extentOf(coverage, "lines")),
    shareOf(extentOf(coverage, "branches")),
  ];
  return table(
    "lrrrrrr",
    ["", "Tests", "Failed", "Flaky", "Time", "Lines", "Branches"],
    [row("base", base), row("now", now)],
  );
}
