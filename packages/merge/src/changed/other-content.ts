import type { CoverageMap, Evidence, Problem, RepoPath } from "@tollgate/model";
import { farthestLine } from "../farthest-line.ts";
import type { ChangedSource } from "./changed-source.ts";

/**
 * Whether a map speaks of lines that the file does not have: it is of other content. One line more is none: some
 * tools count the end of the last line as the start of another.
 */
export function isOfOtherContent(map: CoverageMap, { lines, hasOtherLineEnds }: ChangedSource): boolean {
  return !hasOtherLineEnds && farthestLine(map) > lines + 1;
}

/** Reports that measured other content of a changed file than is judged: one Problem a report. */
export function otherContentProblems(
  evidence: readonly Evidence[],
  sources: ReadonlyMap<RepoPath, ChangedSource>,
): readonly Problem[] {
  return evidence.flatMap(({ input, coverage }) => {
    const files = (coverage?.files ?? []).filter(({ path, map }) => {
      const source = sources.get(path);
      return source !== undefined && isOfOtherContent(map, source);
    });
    const [first] = files;
    return first === undefined ? [] : [toProblem(input.path, first, files.length, sources.get(first.path)!)];
  });
}

function toProblem(
  report: string,
  { path, map }: { readonly path: RepoPath; readonly map: CoverageMap },
  files: number,
  { lines }: ChangedSource,
): Problem {
  const more = files === 1 ? "" : ` (and so for ${files - 1} more changed ${files === 2 ? "file" : "files"})`;
  return {
    code: "map-mismatch",
    severity: "error",
    message: `The report has code on line ${farthestLine(map)} of "${path}", which has ${lines} lines${more}: it is of other content.`,
    remedy:
      "Run the tests with coverage on this very commit and give only their reports; a restored report of an older commit looks like this.",
    path: report,
  };
}
