import { isMembers, type Members, own, ownMembers } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import { lostPart } from "../json-coverage/doubts.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { neededList, neededMembers, toHits } from "../json-coverage/told-values.ts";
import type { Doubt, ProblemTally } from "../problem-tally.ts";
import { parseArm, parseMethod } from "./printed-array.ts";
import { readLines } from "./read-lines.ts";

/** `.resultset.json`: commands by name, each with files by path. Hits of different commands add. */
export function readResultset(root: Members, context: CoverageContext): void {
  const { doubts } = context;
  const byPath = new Map<string, Result[]>();
  for (const [command, result] of Object.entries(root)) {
    const files = isMembers(result) ? ownMembers(result, "coverage") : undefined;
    if (files === undefined) {
      const found = isMembers(result) ? showValue(own(result, "coverage")) : showValue(result);
      doubts.add(lostPart, `the files of the command ${showValue(command)}, which is ${found}`);
      continue;
    }
    for (const [path, file] of Object.entries(files)) {
      const results = byPath.get(path) ?? [];
      byPath.set(path, results);
      const found = resultOf(file, showValue(path), doubts);
      if (found !== undefined) results.push(found);
    }
  }
  for (const [path, results] of byPath) {
    const into = context.fileOf(path);
    for (const result of alike(executed(results), showValue(path), doubts))
      readResult(result, showValue(path), into, doubts);
  }
}

/** What one command says about one file. */
type Result = { readonly lines: readonly unknown[]; readonly told: Members };

/** Versions before 0.18 have the list of lines in the place of the file. */
function resultOf(file: unknown, where: string, doubts: ProblemTally): Result | undefined {
  if (Array.isArray(file)) return { lines: file, told: {} };
  const told = neededMembers(file, () => `the file ${where}`, doubts);
  return told === undefined ? undefined : { lines: neededList(told, "lines", where, doubts), told };
}

/**
 * Of a file that a run never loaded SimpleCov guesses the lines, all with 0. What a run that loaded the file found
 * stands over the guess: Ruby knows which lines have code.
 */
function executed(results: readonly Result[]): readonly Result[] {
  const loaded = results.filter(({ lines }) => !lines.every((count) => count === 0 || count === null));
  return loaded.length === 0 ? results : loaded;
}

/** Runs that found code on other lines ran another version of the file: only those that agree with the first count. */
function alike(results: readonly Result[], where: string, doubts: ProblemTally): readonly Result[] {
  const [first] = results;
  return results.filter(({ lines }) => {
    const agrees =
      lines.length === first!.lines.length &&
      lines.every((count, i) => (count === null) === (first!.lines[i] === null));
    if (!agrees) doubts.add(otherLines, where);
    return agrees;
  });
}

const otherLines: Doubt = {
  code: "map-mismatch",
  severity: "error",
  message: (count) =>
    `${count === 1 ? "1 result is" : `${count} results are`} about another version of a file, with code on other lines; the first one is counted.`,
  remedy: "Delete the coverage folder before the tests run: the resultset keeps what earlier runs wrote.",
};

function readResult({ lines, told }: Result, where: string, into: CountedFile, doubts: ProblemTally): void {
  readLines(lines, where, into, doubts);
  for (const [condition, arms] of membersOf(told, "branches", where, doubts))
    readArms(condition, arms, where, into, doubts);
  for (const [printed, hits] of membersOf(told, "methods", where, doubts)) {
    const method = parseMethod(printed);
    if (method === undefined) doubts.add(lostPart, `the method ${showValue(printed)} of ${where}`);
    else
      into.addFunction(
        method,
        toHits(hits, () => `the method ${showValue(printed)} of ${where}`, doubts),
      );
  }
}

/** Conditions and arms are known by type and span; the number between them differs from process to process. */
function readArms(
  printed: string,
  arms: unknown,
  where: string,
  into: CountedFile,
  doubts: ProblemTally,
): void {
  const condition = parseArm(printed);
  if (condition === undefined || !isMembers(arms)) {
    doubts.add(lostPart, `the branch ${showValue(printed)} of ${where}, which is ${showValue(arms)}`);
    return;
  }
  for (const [name, taken] of Object.entries(arms)) {
    const arm = parseArm(name);
    if (arm === undefined) doubts.add(lostPart, `the arm ${showValue(name)} of ${where}`);
    else
      into.addArm(
        { line: condition.line, branch: condition.name, name: arm.name },
        toHits(taken, () => `an arm on line ${arm.line} of ${where}`, doubts),
      );
  }
}

function membersOf(
  told: Members,
  name: string,
  where: string,
  doubts: ProblemTally,
): readonly (readonly [string, unknown])[] {
  const value = own(told, name);
  if (value === undefined || value === null) return [];
  return Object.entries(neededMembers(value, () => `"${name}" of ${where}`, doubts) ?? {});
}
