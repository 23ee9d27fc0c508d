import type { OtherSource, Problem } from "@tollgate/model";
import type { Doubt, MergedOne } from "./merge-file.ts";

/** Reports that do not say for certain what is covered: one Problem a report and reason. */
export function doubtProblems(
  files: readonly Pick<MergedOne, "file" | "doubts">[],
  otherSource: OtherSource,
): readonly Problem[] {
  const byReport = new Map<string, { report: string; doubt: Doubt; paths: string[] }>();
  for (const { file, doubts } of files) {
    for (const { view, doubt } of doubts) {
      // Of another commit is the whole report: that is told where it is bound to the commit, but not of which files no
      // line can be found.
      if (doubt === "commit" && otherSource !== "shift") continue;
      const key = `${doubt} ${view.report}`;
      const known = byReport.get(key);
      if (known === undefined) byReport.set(key, { report: view.report, doubt, paths: [file.path] });
      else if (known.paths.at(-1) !== file.path) known.paths.push(file.path);
    }
  }
  return [...byReport.values()].map(({ report, doubt, paths }) => ({
    code: "map-mismatch",
    severity: mayBeRight.has(doubt) || otherSource === "bound" ? "warning" : "error",
    message: `The report ${found[doubt](paths)}. What it covers there is unknown, from nothing to all.`,
    remedy: remedies[doubt],
    path: report,
  }));
}

const mayBeRight: ReadonlySet<Doubt> = new Set(["misfit", "commit", "unplaced", "totals"]);

const found: Readonly<Record<Doubt, (paths: readonly string[]) => string>> = {
  commit: (paths) =>
    `measured ${nameOf(paths)} on another commit, and git does not tell which lines are still the same`,
  unplaced: (paths) =>
    `measured ${nameOf(paths)} on another commit, and nothing tells what can be covered in the text that is judged`,
  misfit: (paths) =>
    `knows ${nameOf(paths)} in a form that cannot be recognised in the source: less than half of the statements and functions are the same`,
  totals: (paths) =>
    `knows only how much there is in ${nameOf(paths)}, and other numbers of lines, functions or branches than another report`,
  version: (paths) =>
    `measured a version of ${nameOf(paths)} that is not the source's, or not the one that another report measured`,
  length: (paths) => `has code behind the end of ${nameOf(paths)}: it measured another text`,
};

const ownCommit =
  "Run the tests with coverage on this very commit and give only their reports; a restored report of an older commit looks like this. `coverage: { otherSource: bound }` in tollgate.yml lets it only widen the range.";

const remedies: Readonly<Record<Doubt, string>> = {
  commit: "Run the tests that cover it on this very commit.",
  unplaced: "Give at least one report that measured it on this very commit; it need not cover it.",
  misfit:
    "Let the tests run on a build of this very commit with source maps, for a recent target, without minifying; a restored report of an older commit looks like this too.",
  totals:
    "Let every run write a report with lines (istanbul's reporter `json` or `lcov`), of this very commit and with one coverage provider.",
  version: ownCommit,
  length: ownCommit,
};

function nameOf([first, ...more]: readonly string[]): string {
  return more.length === 0 ? `"${first}"` : `"${first}" and ${more.length} more`;
}
