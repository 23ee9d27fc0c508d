import { join } from "node:path";
import { countsInJunit, countsPrinted, expectCounts } from "../checks/junit-counts.ts";
import type { Rival } from "../harness/benchmark.ts";
import { rivalCommand } from "./commands.ts";
import type { JunitWorkload } from "./junit-workload.ts";

/** What people read JUnit with; ours is to take a fifth of the cpu time of each. */
export function junitRivals({ list, root, scratch, written }: JunitWorkload): readonly Rival[] {
  const merged = join(scratch, "merged.xml");
  const patterns = join(root, "packages/*/reports/junit.xml");
  const counting = (label: string, script: string, args: readonly string[]): Rival => ({
    command: rivalCommand(label, script, args, root),
    target: 0.2,
    check: ({ theirs }) => expectCounts(label, countsPrinted(theirs), written),
  });
  return [
    counting("@allurereport/reader", "allure-reader.mjs", [list]),
    counting("test-results-parser", "test-results-parser.mjs", [list]),
    counting("junit-to-ctrf", "junit-to-ctrf.mjs", [patterns, join(scratch, "ctrf.json")]),
    {
      command: rivalCommand("junit-report-merger", "junit-report-merger.mjs", [list, merged], root),
      target: 0.2,
      check: () => expectCounts("junit-report-merger", countsInJunit(merged), written),
    },
  ];
}
