import { addHits, notMeasured } from "@tollgate/model";
import { parseHits, parseLine, unknownLine } from "../line-coverage/hits.ts";
import { createLineColumns } from "../line-coverage/line-columns.ts";
import type { RowOrder } from "../line-coverage/row-order.ts";
import { type Doubt, type ProblemTally, quote } from "../problem-tally.ts";
import { type ArmNames, createBranchColumns } from "./branch-columns.ts";
import {
  badCount,
  badLine,
  badPosition,
  lostLines,
  otherTotals,
  undeclaredFunction,
  unknownRecord,
  unreachableTaken,
} from "./doubts.ts";
import { createFunctionRecords, type FunctionRecords } from "./function-records.ts";
import { type MeasuredFile, toMeasuredFile, totalNames, totalsOf } from "./measured-file.ts";

/** Collects what stands between `SF` and `end_of_record`. */
export interface FileRecord {
  line(line: number, hits: number): void;
  branch(line: number, block: number, arm: number, taken: number): void;
  readonly functions: FunctionRecords;
  /** Any record: its name, what stands behind the colon, and the 1-based line of the report. */
  read(name: string, text: string, line: number): void;
  /** Everything since the last call. Totals of a record that was cut are not compared. */
  take(path: string, complete: boolean): TakenRecord;
  /** The tool counts lines that it does not write, so a total may be larger than what stands in the file. */
  countsUnwritten(): void;
}

type TakenRecord = { readonly file: MeasuredFile; readonly orders: RecordOrders };

/** How the rows of a record stand in its layout. */
export type RecordOrders = {
  readonly lines: RowOrder;
  readonly functions: RowOrder;
  readonly arms: RowOrder;
  /** How many functions, from the first one that is written on, have a count. */
  readonly counted: number;
  /** How many totals of what was hit are written. */
  readonly hitTotals: number;
};

export function createFileRecord(names: ArmNames, doubts: ProblemTally): FileRecord {
  const lines = createLineColumns();
  const branches = createBranchColumns(names);
  const functions = createFunctionRecords();
  let declared = new Map<string, number>();
  let hitTotals = 0;
  let version: string | undefined;
  let mayOmitLines = false;
  /** The record that is being read, for problems. */
  let current = { name: "", text: "", line: 0 };

  const takers: ReadonlyMap<string, Taker> = new Map([
    ["DA", { pattern: /^([^,]+),([^,]+)(?:,.*)?$/, take: takeLine }],
    // Names of arms may hold commas: line and block are read from the left, the count from the right.
    ["BRDA", { pattern: /^([^,]+),([efU]*)(\d{1,9}),(.*),([^,]+)$/, take: takeBranch }],
    // So may names of functions: digits in front of a third field are the last line, everything behind is the name.
    ["FN", { pattern: /^([^,]+),(?:(\d+),)?(.*)$/, take: takeFunction }],
    ["FNDA", { pattern: /^([^,]+),(.*)$/, take: takeFunctionCount }],
    ["FNL", { pattern: /^(\d+),([^,]+)(?:,(\d+))?$/, take: takeFunctionGroup }],
    ["FNA", { pattern: /^(\d+),([^,]+),(.*)$/, take: takeFunctionAlias }],
    ["VER", { pattern: /^(.*)$/, take: takeVersion }],
    ...totalNames.map((name) => [name, { pattern: /^(\d{1,15})$/, take: takeTotal }] as const),
    // Conditions of MC/DC are a metric of their own, which is not read.
    ...["MCDC", "MCF", "MCH"].map((name) => [name, { pattern: /^/, take: () => {} }] as const),
  ]);

  return {
    line: lines.add,
    branch: branches.add,
    functions,
    read(name, text, line) {
      current = { name, text, line };
      const taker = takers.get(name);
      const fields = taker?.pattern.exec(text);
      if (taker === undefined) doubt(unknownRecord);
      else if (fields === null || fields === undefined) doubt(badLine);
      else taker.take(fields);
    },
    countsUnwritten() {
      mayOmitLines = true;
    },
    take(path, complete) {
      const written = declared.size === 0 ? undefined : lines.written();
      const [takenLines, takenArms] = [lines.take(addHits), branches.take()];
      const { functions: found, order, counted, undeclared } = functions.take();
      const file = toMeasuredFile({ version, lines: takenLines, functions: found, branches: takenArms });
      const orders = { lines: takenLines.order, functions: order, arms: takenArms.order, counted, hitTotals };
      for (let i = 0; i < undeclared; i++) doubts.add(undeclaredFunction, `in ${quote(path)}`);
      if (complete && written !== undefined) compareTotals(path, file, written);
      declared = new Map();
      hitTotals = 0;
      version = undefined;
      return { file, orders };
    },
  };

  function takeLine([, line, hits]: Fields): void {
    lines.add(lineOf(line), hitsOf(hits));
  }

  function takeBranch([, line, flags = "", block, arm = "", taken]: Fields): void {
    // An arm that was never evaluated is not covered: `-` counts as 0.
    const hits = taken === "-" ? 0 : hitsOf(taken);
    const isUnreachable = flags.includes("U");
    if (isUnreachable && hits > 0) doubt(unreachableTaken);
    branches.add(
      lineOf(line),
      Number(block),
      /^\d{1,9}$/.test(arm) ? Number(arm) : names.numberOf(arm),
      isUnreachable ? notMeasured : hits,
    );
  }

  function takeFunction([, start, end, name = ""]: Fields): void {
    const line = lineOf(start);
    functions.declare(name, line, endLineOf(end, line));
  }

  function takeFunctionCount([, hits, name = ""]: Fields): void {
    functions.count(name, hitsOf(hits));
  }

  function takeFunctionGroup([, index = "", start, end]: Fields): void {
    const line = lineOf(start);
    functions.declareGroup(index, line, endLineOf(end, line));
  }

  function takeFunctionAlias([, index = "", hits, name = ""]: Fields): void {
    functions.countAlias(index, name, hitsOf(hits));
  }

  function takeVersion([, text]: Fields): void {
    version = text;
  }

  function takeTotal([, total]: Fields): void {
    declared.set(current.name, Number(total));
    if (current.name.endsWith("H")) hitTotals++;
  }

  function compareTotals(path: string, file: MeasuredFile, written: Written): void {
    const counted = totalsOf(file);
    // With fewer lines than there are the two totals say nothing about what is missing.
    const isWhole = (declared.get("LF") ?? counted.LF) >= counted.LF && !mayOmitLines;
    for (const name of totalNames) {
      const total = declared.get(name);
      if (total === undefined || total === counted[name]) continue;
      const most = name === "LF" ? written.lines : name === "LH" ? written.hit : total;
      doubts.add(
        isWhole && total > most ? lostLines : otherTotals,
        `${name}:${total} of ${quote(path)}, where ${counted[name]} are counted`,
      );
    }
  }

  function lineOf(text = ""): number {
    const line = parseLine(text);
    if (line === unknownLine) doubt(badPosition);
    return line;
  }

  function endLineOf(text: string | undefined, line: number): number {
    const endLine = text === undefined ? unknownLine : parseLine(text);
    return endLine >= line ? endLine : unknownLine;
  }

  function hitsOf(text = ""): number {
    const hits = parseHits(text);
    if (hits === undefined) doubt(badCount);
    return hits ?? 0;
  }

  function doubt(what: Doubt): void {
    doubts.add(what, quote(`${current.name}:${current.text}`), { line: current.line });
  }
}

/** Some tools count a line each time that they write it. */
type Written = { readonly lines: number; readonly hit: number };

/** What the groups of a record's pattern matched, from the second element on. */
type Fields = readonly (string | undefined)[];

type Taker = { readonly pattern: RegExp; readonly take: (fields: Fields) => void };
