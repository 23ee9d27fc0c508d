import type { Exclusion } from "@tollgate/model";
import { isMembers, type Members, own, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import { lostPart } from "../json-coverage/doubts.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { neededList, neededMembers, optionalList, toHits, toLine } from "../json-coverage/told-values.ts";
import { unknownLine } from "../line-coverage/hits.ts";
import type { ProblemTally } from "../problem-tally.ts";

/** What gcov's and gcovr's reports do differently. */
export type Dialect = {
  /** Members of a function entry: its first line, and where it ends. */
  readonly firstLine: string;
  readonly endLine: (entry: Members) => number;
  /** Whether a comment took the entry out of the count. */
  readonly isExcluded: (entry: Members) => boolean;
  /** Whether an entry is there for completeness, and no code. */
  readonly isNoCode: (entry: Members) => boolean;
  readonly pathOf: (file: string) => string;
};

/** `files`: each with lines, which hold their branches, and functions. */
export function readFiles(root: Members, dialect: Dialect, { doubts, fileOf, whole }: CoverageContext): void {
  const isThere = own(root, "files") !== undefined;
  const files = whole || isThere ? neededList(root, "files", "the report", doubts) : [];
  for (const file of files) {
    const name = isMembers(file) ? ownText(file, "file") : undefined;
    if (!isMembers(file) || name === undefined || name === "") {
      doubts.add(lostPart, `a file that is ${isMembers(file) ? "without a name" : showValue(file)}`);
      continue;
    }
    const where = showValue(name);
    const into = fileOf(dialect.pathOf(name));
    for (const line of entriesOf(file, "lines", where, doubts)) readLine(line, where, into, dialect, doubts);
    for (const entry of entriesOf(file, "functions", where, doubts))
      readFunction(entry, where, into, dialect, doubts);
  }
}

/** An instance of a template, and a constructor that is there twice, tell a line once more: their hits add. */
function readLine(
  line: Members,
  where: string,
  into: CountedFile,
  { isExcluded, isNoCode }: Dialect,
  doubts: ProblemTally,
): void {
  if (isNoCode(line)) return;
  const number = toLine(own(line, "line_number"), () => `an entry of ${where}`, doubts);
  if (isExcluded(line)) {
    excludeOn(number, "line", into);
    return;
  }
  const at = (): string => `line ${number} of ${where}`;
  into.addLine(number, toHits(own(line, "count"), at, doubts));
  // Arms of one instance say nothing about those of another: they stay apart.
  const instance = ownText(line, "function_name") ?? "";
  for (const [i, value] of optionalList(line, "branches", at(), doubts).entries()) {
    const arm = neededMembers(value, () => `a branch on ${at()}`, doubts);
    if (arm === undefined) continue;
    if (isExcluded(arm)) excludeOn(number, "branch", into);
    else
      into.addArm(
        { line: number, branch: branchOf(arm, instance), name: String(i) },
        toHits(own(arm, "count"), () => `a branch on ${at()}`, doubts),
      );
  }
}

function excludeOn(line: number, entity: Exclusion["entity"], into: CountedFile): void {
  if (line !== unknownLine) into.exclude({ line, entity, reason: "excluded by gcovr" });
}

/** Arms leave the same block of code; older versions do not tell the block, and so all arms of the line are one branch. */
function branchOf(arm: Members, instance: string): string {
  const block = own(arm, "source_block_id");
  return `${typeof block === "number" ? String(block).padStart(9, "0") : ""} ${instance}`;
}

function readFunction(
  entry: Members,
  where: string,
  into: CountedFile,
  { firstLine, endLine, isExcluded }: Dialect,
  doubts: ProblemTally,
): void {
  const line = toLine(own(entry, firstLine), () => `a function of ${where}`, doubts);
  if (isExcluded(entry)) {
    excludeOn(line, "function", into);
    return;
  }
  const name = ownText(entry, "demangled_name") ?? ownText(entry, "name") ?? "";
  const hits = toHits(
    own(entry, "execution_count"),
    () => `the function ${showValue(name)} of ${where}`,
    doubts,
  );
  into.addFunction({ name, line, endLine: endLine(entry) }, hits);
}

function entriesOf(file: Members, name: string, where: string, doubts: ProblemTally): readonly Members[] {
  return neededList(file, name, where, doubts).flatMap((value): readonly Members[] => {
    const entry = neededMembers(value, () => `a part of "${name}" of ${where}`, doubts);
    return entry === undefined ? [] : [entry];
  });
}
