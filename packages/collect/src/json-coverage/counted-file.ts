import {
  addHits,
  type BranchEntity,
  branchColumns,
  compareText,
  type Exclusion,
  type FunctionEntity,
  functionColumns,
} from "@tollgate/model";
import { createLineColumns, statementsOf } from "../line-coverage/line-columns.ts";
import type { MapPool } from "../map-pool.ts";
import type { RawFileCoverage } from "../reader.ts";

/**
 * What a report says about one file whose lines are numbered and whose branches are not placed. What is told twice
 * adds: instances of a template, and runs that were joined.
 */
export interface CountedFile {
  addLine(line: number, hits: number): void;
  /** An arm is known by its line, the branch on that line, and its own name in that branch. */
  addArm(arm: Arm, taken: number): void;
  /** "1 of 2" on a line: arms without identity. Of two such pairs the larger numbers stand. */
  addCondition(line: number, covered: number, total: number): void;
  addFunction(entity: Pick<FunctionEntity, "name" | "line" | "endLine">, hits: number): void;
  exclude(exclusion: Exclusion): void;
  /** What identifies the text: see `FileCoverage`. */
  measures(version: string): void;
  totals(): CountedTotals;
  toCoverage(path: string, maps: MapPool): RawFileCoverage;
}

type Arm = { readonly line: number; readonly branch: string; readonly name: string };

export type CountedTotals = {
  readonly lines: Total;
  readonly branches: Total;
  readonly functions: Total;
};

type Total = { readonly found: number; readonly hit: number };

type Branch = { readonly line: number; readonly name: string; readonly arms: Map<string, number> };

export function createCountedFile(): CountedFile {
  const columns = createLineColumns();
  const branches = new Map<string, Branch>();
  const functions = new Map<string, FunctionEntity & { readonly hits: number }>();
  const conditions = new Map<number, { readonly covered: number; readonly total: number }>();
  const excluded: Exclusion[] = [];
  let finished: ReturnType<typeof columns.take> | undefined;
  let version: string | undefined;

  return {
    addLine: columns.add,
    addArm({ line, branch: name, name: arm }, taken) {
      const key = `${line}\0${name}`;
      const branch = branches.get(key) ?? { line, name, arms: new Map<string, number>() };
      branches.set(key, branch);
      branch.arms.set(arm, addHits(branch.arms.get(arm) ?? 0, taken));
    },
    addCondition(line, covered, total) {
      const known = conditions.get(line) ?? { covered, total };
      const larger = { covered: Math.max(known.covered, covered), total: Math.max(known.total, total) };
      conditions.set(line, larger);
    },
    addFunction({ name, line, endLine }, hits) {
      const key = `${line}\0${name}`;
      const known = functions.get(key)?.hits ?? 0;
      functions.set(key, { name, line, column: -1, endLine, hits: addHits(known, hits) });
    },
    exclude: (exclusion) => void excluded.push(exclusion),
    measures: (text) => {
      version = text;
    },
    totals: () => ({
      lines: totalOf(finish().hits),
      branches: totalOf([...branches.values()].flatMap(({ arms }) => [...arms.values()])),
      functions: totalOf(Array.from(functions.values(), ({ hits }) => hits)),
    }),
    toCoverage(path, maps) {
      const { lines, hits } = finish();
      const sortedFunctions = [...functions.values()].sort(
        (a, b) => a.line - b.line || compareText(a.name, b.name),
      );
      const sortedBranches = [...branches.values()].sort(
        (a, b) => a.line - b.line || compareNames(a.name, b.name),
      );
      const sortedConditions = [...conditions].sort(([a], [b]) => a - b);
      const map = maps.intern({
        precision: "lines",
        statements: statementsOf(lines),
        functions: functionColumns(sortedFunctions),
        branches: branchColumns(sortedBranches.map(branchEntity)),
        conditions: Int32Array.from(sortedConditions.flatMap(([line, { total }]) => [line, total])),
      });
      const counts = Float64Array.from([
        ...hits,
        ...sortedFunctions.map((entity) => entity.hits),
        ...sortedBranches.flatMap(takenInOrder),
        ...sortedConditions.map(([, { covered }]) => covered),
      ]);
      return {
        path,
        map,
        counts,
        ...(excluded.length === 0 ? {} : { excluded }),
        ...(version === undefined ? {} : { version }),
      };
    },
  };

  function finish(): ReturnType<typeof columns.take> {
    finished ??= columns.take(addHits);
    return finished;
  }
}

function totalOf(hits: Iterable<number>): Total {
  let found = 0;
  let hit = 0;
  for (const count of hits) {
    found++;
    if (count > 0) hit++;
  }
  return { found, hit };
}

function branchEntity({ line, arms }: Branch): BranchEntity {
  return { type: "branch", line, column: -1, arms: new Array<number>(arms.size * 2).fill(-1) };
}

function takenInOrder({ arms }: Branch): readonly number[] {
  return [...arms].sort(([a], [b]) => compareNames(a, b)).map(([, taken]) => taken);
}

/** Numbers in their order and in front of texts, as lcov numbers arms: maps of one build are equal in all its formats. */
function compareNames(a: string, b: string): number {
  const areNumbers = [a, b].map((name) => /^-?\d{1,15}$/.test(name));
  if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] === true ? -1 : 1;
  return (areNumbers[0] === true ? Number(a) - Number(b) : 0) || compareText(a, b);
}
