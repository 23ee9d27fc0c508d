import { type FileCoverage, type LineTestsEvidence, lineHits, toLineRanges } from "@tollgate/model";

/** A coverage report that one test wrote (`perTest` in the policy): all that it covers is that test's, named by the file. */
export function linesOfFile(reportPath: string, files: readonly FileCoverage[]): LineTestsEvidence {
  const name = reportPath.slice(reportPath.lastIndexOf("/") + 1).replace(/\.[a-z]+$/i, "");
  return {
    tests: [name],
    files: files.map(({ path, package: owner, map, counts }) => {
      const lines = [...lineHits(map, counts)].flatMap(([line, hits]) => (hits > 0 ? [line] : []));
      return { path, package: owner, ranges: toLineRanges([[0, lines]]) };
    }),
  };
}
