import type { Report, Totals } from "@tollgate/model";
import { duration, grouped, shareOf } from "@tollgate/text";
import { type BaseChange, baseChanges, baseCounts, wasWords } from "../base-words.ts";
import { extentOf } from "../figures.ts";
import { bullet, folded, more, name, table } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** What is new, still failing, fixed, renamed or gone against the base, and the totals side by side. */
export function baseSection(report: Report): Section {
  const { baseline } = report;
  const changes = baseline === undefined ? [] : baseChanges(report, baseline);
  const counts = baseline === undefined ? "" : baseCounts(report, baseline);
  return {
    noun: ["change against the base", "changes against the base"],
    total: baseline === undefined ? 0 : Math.max(1, changes.length),
    worth: 5,
    render(limit) {
      if (baseline === undefined) return "";
      const items = [...changes.slice(0, limit).map(itemOf), ...more(changes.length, limit)]
        .map(bullet)
        .join("\n");
      const body = [totalsTable(baseline.totals, report.totals), ...(items === "" ? [] : [items])];
      return folded(`Against the base: ${counts}`, body.join("\n\n"));
    },
  };
}

function itemOf(change: BaseChange): string {
  const was = wasWords(change, name);
  return `**${change.word}** ${name(change.title)} in ${name(change.place)}${was === "" ? "" : `, ${was}`}`;
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
