import type { BranchColumns, CoverageMap, FunctionColumns } from "./coverage.ts";

/** One function of a map, for code that is not run for every function of a large report: that reads the columns. */
export type FunctionEntity = {
  readonly name: string;
  readonly line: number;
  /** -1 when unknown. */
  readonly column: number;
  /** Last line of the body; -1 when unknown. */
  readonly endLine: number;
};

/** One branch of a map, likewise. */
export type BranchEntity = {
  readonly type: string;
  readonly line: number;
  /** -1 when unknown. */
  readonly column: number;
  /** Start of each arm: line, column; -1 for an implicit or unplaced arm. Two numbers an arm, at least one arm. */
  readonly arms: readonly number[];
};

export function functionEntities({ functions }: Pick<CoverageMap, "functions">): readonly FunctionEntity[] {
  const { names, places } = functions;
  return names.map((name, i) => ({
    name,
    line: places[i * 3]!,
    column: places[i * 3 + 1]!,
    endLine: places[i * 3 + 2]!,
  }));
}

export function branchEntities({ branches }: Pick<CoverageMap, "branches">): readonly BranchEntity[] {
  const { types, places, arms } = branches;
  let end = 0;
  return types.map((type, i) => {
    const start = end;
    end += places[i * 3 + 2]! * 2;
    return { type, line: places[i * 3]!, column: places[i * 3 + 1]!, arms: numbersOf(arms, start, end) };
  });
}

/** As `Array.from` of the part, which takes many times as long. */
function numbersOf(values: Int32Array, start: number, end: number): readonly number[] {
  const numbers: number[] = [];
  for (let i = start; i < end; i++) numbers.push(values[i]!);
  return numbers;
}

/** What `functionEntities` gives back. */
export function functionColumns(functions: readonly FunctionEntity[]): FunctionColumns {
  const places = new Int32Array(functions.length * 3);
  let at = 0;
  for (const { line, column, endLine } of functions) {
    places[at++] = line;
    places[at++] = column;
    places[at++] = endLine;
  }
  return { names: functions.map(({ name }) => name), places };
}

/** What `branchEntities` gives back. */
export function branchColumns(branches: readonly BranchEntity[]): BranchColumns {
  const places = new Int32Array(branches.length * 3);
  for (const [i, { line, column, arms }] of branches.entries())
    places.set([line, column, arms.length / 2], i * 3);
  return {
    types: branches.map(({ type }) => type),
    places,
    arms: Int32Array.from(branches.flatMap(({ arms }) => arms)),
  };
}

/** Of a format that tells of none. */
export const noFunctions: FunctionColumns = functionColumns([]);
export const noBranches: BranchColumns = branchColumns([]);
