import {
  type BranchEntity,
  branchColumns,
  type CoverageMap,
  type FunctionEntity,
  functionColumns,
} from "@tollgate/model";
import { showValue } from "../json/show-value.ts";
import { saturate } from "../line-coverage/hits.ts";
import { type ProblemTally, quote } from "../problem-tally.ts";
import {
  badCount,
  badPosition,
  countWithoutEntity,
  entityWithoutCount,
  missingArms,
  missingMap,
  unplacedArms,
} from "./doubts.ts";

/** One file of the report as its columns. */
export type Entry = {
  /** Absent when the entry names no path of its own. */
  readonly path?: string;
  readonly shape: Omit<CoverageMap, "digest">;
  readonly counts: Float64Array;
};

/** A JSON object as a lookup of unknown members. */
type Members = { readonly [name: string]: unknown };

/** True for an object that has at least one member which only file coverage has. */
function isEntry(value: unknown): value is Members {
  return isObject(value) && ["statementMap", "fnMap", "branchMap"].some((name) => isObject(own(value, name)));
}

/** `{ data: {…} }`, as a FileCoverage object of istanbul-lib-coverage serialises, or the entry itself. */
export function unwrapEntry(value: unknown): Members | undefined {
  if (isEntry(value)) return value;
  const data = isObject(value) ? own(value, "data") : undefined;
  return isEntry(data) ? data : undefined;
}

/**
 * Reads one file's entry. What is odd goes to `doubts`, and the entity stays: in the denominator, not covered.
 * `where` names the file for messages.
 */
export function readEntry(entry: Members, where: string, doubts: ProblemTally): Entry {
  const context: Context = { where, doubts, counts: [] };
  const statements = readStatements(entry, context);
  const functions = readFunctions(entry, context);
  const branches = readBranches(entry, context);
  const path = own(entry, "path");
  return {
    ...(typeof path === "string" && path !== "" ? { path } : {}),
    shape: {
      precision: "columns",
      statements,
      functions: functionColumns(functions),
      branches: branchColumns(branches),
      conditions: new Int32Array(0),
    },
    counts: Float64Array.from(context.counts),
  };
}

type Context = { readonly where: string; readonly doubts: ProblemTally; readonly counts: number[] };

function readStatements(entry: Members, context: Context): Int32Array {
  const map = mapOf(entry, "statementMap", context);
  const hits = countsOf(entry, "s", map, context);
  const ids = Object.keys(map);
  const statements = new Int32Array(ids.length * 4);
  for (const [i, id] of ids.entries()) {
    const { start, end } = locationOf(map[id]);
    if (start.line < 0) context.doubts.add(badPosition, `statement ${quote(id)} of ${context.where}`);
    statements.set([start.line, start.column, end.line, end.column], i * 4);
    context.counts.push(hitsOf(hits, id, "statement", context));
  }
  return statements;
}

function readFunctions(entry: Members, context: Context): readonly FunctionEntity[] {
  const map = mapOf(entry, "fnMap", context);
  const hits = countsOf(entry, "f", map, context);
  return Object.keys(map).map((id) => {
    const value = membersOf(map[id]);
    const body = locationOf(own(value, "loc"));
    const declared = locationOf(own(value, "decl")).start;
    const start = declared.line >= 0 ? declared : body.start;
    const line = start.line >= 0 ? start.line : positionNumber(own(value, "line"), 1);
    if (line < 0) context.doubts.add(badPosition, `function ${quote(id)} of ${context.where}`);
    context.counts.push(hitsOf(hits, id, "function", context));
    const name = own(value, "name");
    return { name: typeof name === "string" ? name : "", line, column: start.column, endLine: body.end.line };
  });
}

function readBranches(entry: Members, context: Context): readonly BranchEntity[] {
  const map = mapOf(entry, "branchMap", context);
  const hits = countsOf(entry, "b", map, context);
  const branches: BranchEntity[] = [];
  for (const id of Object.keys(map)) {
    const value = membersOf(map[id]);
    const arms = armsOf(own(value, "locations"));
    const taken = own(hits, id);
    const counts: readonly unknown[] = Array.isArray(taken) ? taken : [];
    if (counts.length !== arms.length / 2)
      context.doubts.add(
        counts.length < arms.length / 2 ? missingArms : unplacedArms,
        `branch ${quote(id)} of ${context.where} with ${arms.length / 2} arms and ${counts.length} counts`,
      );
    while (arms.length < counts.length * 2) arms.push(-1, -1);
    if (arms.length === 0) continue;
    const start = locationOf(own(value, "loc")).start;
    const line =
      [start.line, positionNumber(own(value, "line"), 1), arms[0]!].find((known) => known >= 0) ?? -1;
    if (line < 0) context.doubts.add(badPosition, `branch ${quote(id)} of ${context.where}`);
    for (let arm = 0; arm < arms.length / 2; arm++) {
      context.counts.push(arm < counts.length ? toHits(counts[arm], id, "branch", context) : 0);
    }
    const type = own(value, "type");
    branches.push({ type: typeof type === "string" ? type : "branch", line, column: start.column, arms });
  }
  return branches;
}

/** Start of each arm. An implicit arm has none: `{"start":{},"end":{}}`. */
function armsOf(locations: unknown): number[] {
  if (!Array.isArray(locations)) return [];
  return locations.flatMap((location: unknown) => {
    const { line, column } = locationOf(location).start;
    return [line, column];
  });
}

function mapOf(entry: Members, name: string, context: Context): Members {
  const map = own(entry, name);
  if (isObject(map)) return map;
  context.doubts.add(missingMap, `${quote(name)} of ${context.where}`);
  return {};
}

/** The counts `s`, `f` or `b`; counts that nothing in the map stands for are a doubt. */
function countsOf(entry: Members, name: string, map: Members, { where, doubts }: Context): Members {
  const counts = membersOf(own(entry, name));
  for (const id of Object.keys(counts)) {
    if (!Object.hasOwn(map, id)) doubts.add(countWithoutEntity, `${quote(id)} in ${quote(name)} of ${where}`);
  }
  return counts;
}

function hitsOf(counts: Members, id: string, entity: string, context: Context): number {
  if (Object.hasOwn(counts, id)) return toHits(counts[id], id, entity, context);
  context.doubts.add(entityWithoutCount, `${entity} ${quote(id)} of ${context.where}`);
  return 0;
}

function toHits(value: unknown, id: string, entity: string, { where, doubts }: Context): number {
  const hits = typeof value === "number" ? saturate(value) : undefined;
  if (hits !== undefined) return hits;
  doubts.add(badCount, `${showValue(value)} for ${entity} ${quote(id)} of ${where}`);
  return 0;
}

type Position = { readonly line: number; readonly column: number };

function locationOf(value: unknown): { readonly start: Position; readonly end: Position } {
  const location = membersOf(value);
  return { start: positionOf(own(location, "start")), end: positionOf(own(location, "end")) };
}

function positionOf(value: unknown): Position {
  const position = membersOf(value);
  return {
    line: positionNumber(own(position, "line"), 1),
    column: positionNumber(own(position, "column"), 0),
  };
}

/** -1 for what is no position; a column that was `Infinity` is `null` in JSON. */
function positionNumber(value: unknown, min: number): number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= 2_147_483_647
    ? (value as number)
    : -1; // just looked
}

/** Names from a report are data: only members of its own, never inherited ones. */
function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Members {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
