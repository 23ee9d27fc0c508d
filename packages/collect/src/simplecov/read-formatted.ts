import { type Members, own, ownMembers, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { compareTotals, sumTotals } from "../json-coverage/compare-total.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { neededList, neededMembers, optionalList, toHits, toLine } from "../json-coverage/told-values.ts";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import type { ProblemTally } from "../problem-tally.ts";
import { ignored, ignoredReason, readLines } from "./read-lines.ts";

/** `coverage.json`: files by path, with totals since schema 1.0. */
export function readFormatted(root: Members, meta: Members, files: Members, context: CoverageContext): void {
  const { doubts, whole } = context;
  const countsLines = own(meta, "line_coverage") !== false;
  for (const [path, value] of Object.entries(files)) {
    const where = showValue(path);
    const file = neededMembers(value, () => `the file ${where}`, doubts);
    if (file === undefined) continue;
    const into = context.fileOf(path);
    if (countsLines || own(file, "lines") !== undefined)
      readLines(neededList(file, "lines", where, doubts), where, into, doubts);
    readBranches(optionalList(file, "branches", where, doubts), where, into, doubts);
    readMethods(optionalList(file, "methods", where, doubts), where, into, doubts);
    const { lines, branches, functions } = into.totals();
    const counted = {
      covered_lines: lines.hit,
      missed_lines: lines.found - lines.hit,
      total_lines: lines.found,
      covered_branches: branches.hit,
      missed_branches: branches.found - branches.hit,
      total_branches: branches.found,
      covered_methods: functions.hit,
      missed_methods: functions.found - functions.hit,
      total_methods: functions.found,
    };
    if (whole) compareTotals(file, counted, where, doubts);
  }
  if (whole) compareAll(ownMembers(root, "total"), context);
}

function compareAll(total: Members | undefined, { doubts, files }: CoverageContext): void {
  const { lines, branches, functions } = sumTotals(Array.from(files(), (file) => file.totals()));
  for (const [name, { found, hit }] of [
    ["lines", lines],
    ["branches", branches],
    ["methods", functions],
  ] as const) {
    const declared = ownMembers(total ?? {}, name) ?? {};
    compareTotals(declared, { covered: hit, missed: found - hit, total: found }, `all ${name}`, doubts);
  }
}

/** Arms, one by one: the line of their condition, and the span that they run. Equal ones of a line are told apart by order. */
function readBranches(
  told: readonly unknown[],
  where: string,
  into: CountedFile,
  doubts: ProblemTally,
): void {
  const seen = new Map<string, number>();
  for (const value of told) {
    const arm = neededMembers(value, () => `a branch of ${where}`, doubts);
    if (arm === undefined) continue;
    const first = own(arm, "start_line");
    const line = toLine(own(arm, "report_line") ?? first, () => `a branch of ${where}`, doubts);
    const shape = [line, ownText(arm, "type") ?? "", showValue(first), showValue(own(arm, "end_line"))].join(
      " ",
    );
    const ordinal = seen.get(shape) ?? 0;
    seen.set(shape, ordinal + 1);
    const coverage = own(arm, "coverage");
    if (coverage !== ignored)
      into.addArm(
        { line, branch: "", name: `${shape} ${ordinal}` },
        toHits(coverage, () => `a branch on line ${line} of ${where}`, doubts),
      );
    else if (line !== unknownLine) into.exclude({ line, entity: "branch", reason: ignoredReason });
  }
}

function readMethods(told: readonly unknown[], where: string, into: CountedFile, doubts: ProblemTally): void {
  for (const value of told) {
    const method = neededMembers(value, () => `a method of ${where}`, doubts);
    if (method === undefined) continue;
    const name = ownText(method, "name") ?? "";
    const line = toLine(own(method, "start_line"), () => `a method of ${where}`, doubts);
    const end = own(method, "end_line");
    const coverage = own(method, "coverage");
    if (coverage !== ignored)
      into.addFunction(
        { name, line, endLine: Number.isInteger(end) ? lineNumber(Number(end)) : -1 },
        toHits(coverage, () => `the method ${showValue(name)} of ${where}`, doubts),
      );
    else if (line !== unknownLine) into.exclude({ line, entity: "function", reason: ignoredReason });
  }
}
