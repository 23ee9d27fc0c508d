import { addHits, notMeasured } from "@tollgate/model";
import { parseHits, parseLine, unknownLine } from "../line-coverage/hits.ts";
import { createLineColumns } from "../line-coverage/line-columns.ts";
import type { RowOrder } from "../line-coverage/row-order.ts";
import { createProblemTally, type Doubt, type ProblemTally, quote } from "../problem-tally.ts";
import { type ArmNames, createBranchColumns } from "./branch-columns.ts";
import { type CountPlaces, createCountPlaces } from "./count-places.ts";
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
  readonly places: CountPlaces;
  /** Any record: its name, what stands behind the colon, and the 1-based line of the report. */
  read(name: string, text: string, line: number): void;
  /** One of `totalNames` by its place there. */
  total(place: number, total: number): void;
  /** Everything since the last call. Totals of a record that was cut are not compared. */
  take(path: string, complete: boolean): TakenRecord;
  /** The tool counts lines that it does not write, so a total may be larger than what stands in the file. */
  countsUnwritten(): void;
  /** A report begins, whose doubts are added to this tally. */
  begin(tally: ProblemTally): void;
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

/** For the records of all reports of a collection: code that is compiled for one report is good for the next. */
export function createFileRecord(names: ArmNames): FileRecord {
  const lines = createLineColumns();
  const branches = createBranchColumns(names);
  const functions = createFunctionRecords();
  const places = createCountPlaces();
  let doubts = createProblemTally();
  /** The totals that the record declares, in the order of `totalNames`. */
  let declared: (number | undefined)[] = [];
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
    ...totalNames.map((name, i) => [name, totalTaker(i)] as const),
    // Conditions of MC/DC are a metric of their own, which is not read.
    ...["MCDC", "MCF", "MCH"].map((name) => [name, { pattern: /^/, take: () => {} }] as const),
  ]);

  return {
    line: lines.add,
    branch: branches.add,
    functions,
    places,
    read(name, text, line) {
      current = { name, text, line };
      const taker = takers.get(name);
      const fields = taker?.pattern.exec(text);
      if (taker === undefined) doubt(unknownRecord);
      else if (fields === null || fields === undefined) doubt(badLine);
      else taker.take(fields);
    },
    total: takeTotal,
    countsUnwritten() {
      mayOmitLines = true;
    },
    begin(tally) {
      doubts = tally;
      mayOmitLines = false;
      functions.take();
      clear();
    },
    take(path, complete) {
      const [takenLines, takenArms, takenFunctions] = [
        lines.look(addHits),
        branches.look(),
        functions.take(),
      ];
      const { order, counted, undeclared } = takenFunctions;
      const file = toMeasuredFile({
        version,
        lines: takenLines,
        functions: takenFunctions,
        branches: takenArms,
      });
      const orders = { lines: takenLines.order, functions: order, arms: takenArms.order, counted, hitTotals };
      for (let i = 0; i < undeclared; i++) doubts.add(undeclaredFunction, `in ${quote(path)}`);
      if (complete && declared.length > 0) compareTotals(path, file);
      clear();
      return { file, orders };
    },
  };

  function clear(): void {
    lines.clear();
    branches.clear();
    declared = [];
    hitTotals = 0;
    version = undefined;
  }

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

  function totalTaker(place: number): Taker {
    return { pattern: /^(\d{1,15})$/, take: ([, total]) => takeTotal(place, Number(total)) };
  }

  function takeTotal(place: number, total: number): void {
    declared[place] = total;
    if (totalNames[place]!.endsWith("H")) hitTotals++;
  }

  function compareTotals(path: string, file: MeasuredFile): void {
    const counted = totalsOf(file);
    // With fewer lines than there are the two totals say nothing about what is missing.
    const isWhole = (declared[0] ?? counted.LF) >= counted.LF && !mayOmitLines;
    for (const [i, name] of totalNames.entries()) {
      const total = declared[i];
      if (total === undefined || total === counted[name]) continue;
      const written = lines.written();
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

/** What the groups of a record's pattern matched, from the second element on. */
type Fields = readonly (string | undefined)[];

type Taker = { readonly pattern: RegExp; readonly take: (fields: Fields) => void };
