import { isMembers, type Members, own, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import { lostPart } from "../json-coverage/doubts.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { neededList, optionalList, toHits, toLine } from "../json-coverage/told-values.ts";
import type { ProblemTally } from "../problem-tally.ts";

/** `source_files`: a list of files, each with its lines and branches. A file that stands in it twice adds. */
export function readReport(root: Members, { doubts, fileOf, whole }: CoverageContext): void {
  const files =
    whole || own(root, "source_files") !== undefined
      ? neededList(root, "source_files", "the report", doubts)
      : [];
  for (const [i, file] of files.entries()) {
    const path = isMembers(file) ? ownText(file, "name") : undefined;
    if (!isMembers(file) || path === undefined || path === "") {
      doubts.add(
        lostPart,
        `the ${i + 1}. of "source_files", which is ${isMembers(file) ? "without a name" : showValue(file)}`,
      );
      continue;
    }
    const into = fileOf(path);
    const digest = ownText(file, "source_digest");
    if (digest !== undefined && /^[0-9a-f]{32}$/i.test(digest)) into.measures(`md5:${digest.toLowerCase()}`);
    readLines(neededList(file, "coverage", showValue(path), doubts), showValue(path), into, doubts);
    readBranches(optionalList(file, "branches", showValue(path), doubts), showValue(path), into, doubts);
  }
}

/** A value for each line of the file, the first for line 1; null where no code is. */
function readLines(values: readonly unknown[], where: string, into: CountedFile, doubts: ProblemTally): void {
  for (const [i, value] of values.entries())
    if (value !== null)
      into.addLine(
        i + 1,
        toHits(value, () => `line ${i + 1} of ${where}`, doubts),
      );
}

/** Four numbers an arm, one behind the other: line, branch on that line, arm of that branch, how often it was taken. */
function readBranches(
  values: readonly unknown[],
  where: string,
  into: CountedFile,
  doubts: ProblemTally,
): void {
  if (values.length % 4 !== 0)
    doubts.add(lostPart, `"branches" of ${where}, whose ${values.length} numbers are no groups of four`);
  for (let i = 0; i + 3 < values.length; i += 4) {
    const [line, branch, arm, taken] = values.slice(i, i + 4);
    if (!Number.isInteger(branch) || !Number.isInteger(arm)) {
      doubts.add(lostPart, `an arm of ${where} that is numbered ${showValue(branch)}, ${showValue(arm)}`);
      continue;
    }
    const at = toLine(line, () => `an arm of ${where}`, doubts);
    into.addArm(
      { line: at, branch: String(branch), name: String(arm) },
      toHits(taken, () => `an arm on line ${at} of ${where}`, doubts),
    );
  }
}
