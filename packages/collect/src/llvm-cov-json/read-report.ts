import { isMembers, type Members, own, ownList, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import { lostPart, unknownVersion } from "../json-coverage/doubts.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { neededList, optionalList, toHits, toLine } from "../json-coverage/told-values.ts";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import type { ProblemTally } from "../problem-tally.ts";
import { otherOrder, summaryOnly, unreadConditions } from "./doubts.ts";
import { type Segment, walkLines } from "./lines-of-segments.ts";
import { readFunctions } from "./read-functions.ts";

/** `data`: exports, each with files, and functions of all of them. */
export function readReport(root: Members, context: CoverageContext): void {
  const { doubts, sink, whole } = context;
  sink.producer("llvm-cov");
  const version = ownText(root, "version");
  if (whole && !/^[23]\./.test(version ?? "")) doubts.add(unknownVersion, showValue(own(root, "version")));
  for (const part of neededList(root, "data", "the report", doubts)) {
    if (!isMembers(part)) doubts.add(lostPart, `a part of "data", which is ${showValue(part)}`);
    else if (isSummary(part)) sink.problem(summaryOnly);
    else readPart(part, context);
  }
}

function isSummary(part: Members): boolean {
  const files = ownList(part, "files") ?? [];
  return files.length > 0 && files.every((file) => isMembers(file) && own(file, "segments") === undefined);
}

function readPart(part: Members, { doubts, fileOf, whole }: CoverageContext): void {
  const isThere = own(part, "files") !== undefined;
  for (const file of whole || isThere ? neededList(part, "files", "the report", doubts) : []) {
    const path = isMembers(file) ? ownText(file, "filename") : undefined;
    if (!isMembers(file) || path === undefined || path === "") {
      doubts.add(lostPart, `a file that is ${isMembers(file) ? "without a name" : showValue(file)}`);
      continue;
    }
    readFile(file, showValue(path), fileOf(path), doubts);
  }
  readFunctions(optionalList(part, "functions", "the report", doubts), fileOf, doubts);
}

function readFile(file: Members, where: string, into: CountedFile, doubts: ProblemTally): void {
  const segments = neededList(file, "segments", where, doubts).flatMap((told) =>
    readSegment(told, where, doubts),
  );
  if (!walkLines(segments, (line, hits) => into.addLine(line, hits))) doubts.add(otherOrder, where);
  for (const branch of optionalList(file, "branches", where, doubts)) readBranch(branch, where, into, doubts);
  for (const expansion of optionalList(file, "expansions", where, doubts))
    if (isMembers(expansion)) readExpansion(expansion, where, into, doubts);
    else doubts.add(lostPart, `an expansion of ${where}, which is ${showValue(expansion)}`);
  const conditions = optionalList(file, "mcdc_records", where, doubts);
  for (const _ of conditions) doubts.add(unreadConditions, `in ${where}`);
}

/** `[line, column, count, hasCount, isRegionEntry, isGapRegion]`; the last is missing before LLVM 10. */
function readSegment(told: unknown, where: string, doubts: ProblemTally): readonly Segment[] {
  const first: unknown = Array.isArray(told) ? told[0] : undefined;
  const line = typeof first === "number" && Number.isInteger(first) ? lineNumber(first) : unknownLine;
  if (!Array.isArray(told) || line === unknownLine || !areMarks(told)) {
    doubts.add(lostPart, `a segment of ${where}, which is ${showValue(told)}`);
    return [];
  }
  const hasCount = Boolean(told[3]);
  const count = hasCount ? toHits(told[2], () => `line ${line} of ${where}`, doubts) : 0;
  return [{ line, count, hasCount, isRegionEntry: Boolean(told[4]), isGap: Boolean(told[5]) }];
}

/** Numbers in the oldest versions. */
function areMarks(told: readonly unknown[]): boolean {
  const marks = told.length > 5 ? told.slice(3, 6) : told.slice(3);
  return (
    marks.length > 1 &&
    (marks.every((mark) => typeof mark === "boolean") || marks.every((mark) => mark === 0 || mark === 1))
  );
}

/**
 * `[line, column, endLine, endColumn, trueCount, falseCount, …]`, once for each instance of a template: the arms of one
 * place are those of one branch.
 */
function readBranch(
  told: unknown,
  where: string,
  into: CountedFile,
  doubts: ProblemTally,
  of?: readonly unknown[],
): void {
  if (!Array.isArray(told) || !Number.isInteger(told[1])) {
    doubts.add(lostPart, `a branch of ${where}, which is ${showValue(told)}`);
    return;
  }
  const at = (): string => `a branch on line ${showValue(told[0])} of ${where}`;
  const line = toLine((of ?? told)[0], at, doubts);
  const branch = of === undefined ? String(told[1]) : `${numberOf(of[1])} ${numberOf(told[0])} ${told[1]}`;
  for (const [arm, count] of [told[4], told[5]].entries())
    into.addArm({ line, branch, name: String(arm) }, toHits(count, at, doubts));
}

/** Whatever it is: a list that is nested deep enough is no text. */
function numberOf(value: unknown): number {
  return typeof value === "number" ? value : -1;
}

/** Branches in a macro stand where it is used. */
function readExpansion(expansion: Members, where: string, into: CountedFile, doubts: ProblemTally): void {
  const branches = optionalList(expansion, "branches", where, doubts);
  if (branches.length === 0) return;
  const place = neededList(expansion, "source_region", where, doubts);
  if (place.length > 0) for (const branch of branches) readBranch(branch, where, into, doubts, place);
}
