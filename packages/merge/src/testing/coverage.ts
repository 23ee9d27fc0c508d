import {
  type BranchEntity,
  branchColumns,
  type CoverageMap,
  type Evidence,
  type Exclusion,
  extentsOf,
  type FileCoverage,
  type FunctionEntity,
  functionColumns,
  type MergedFile,
  mapDigest,
  type Origin,
} from "@tollgate/model";
import type { CoverageContext } from "../merge-coverage.ts";

/** Coverage of `src/cart.ts` in short: what is there, each with its hits. */
export type Measurement = {
  /** `[line, column, hits]`, or `[line, hits]` where only lines are known. */
  readonly statements: readonly (readonly [number, number] | readonly [number, number, number])[];
  readonly functions?: readonly (FunctionEntity & { readonly hits: number })[];
  readonly branches?: readonly (Omit<BranchEntity, "arms"> & { readonly taken: readonly number[] })[];
  /** `[line, covered, total]`. */
  readonly conditions?: readonly (readonly [number, number, number])[];
  readonly excluded?: readonly Exclusion[];
};

/** Columns are known where a statement has one. */
export function measure({
  statements,
  functions = [],
  branches = [],
  conditions = [],
  excluded,
}: Measurement): FileCoverage {
  const shape: Omit<CoverageMap, "digest"> = {
    precision: statements.some(({ length }) => length === 3) ? "columns" : "lines",
    statements: Int32Array.from(
      statements.flatMap((entry) =>
        entry.length === 3 ? [entry[0], entry[1], entry[0], entry[1] + 10] : [entry[0], -1, -1, -1],
      ),
    ),
    functions: functionColumns(functions),
    branches: branchColumns(
      branches.map(({ taken, ...branch }) => ({
        ...branch,
        arms: taken.flatMap((_, arm) => (branch.column < 0 ? [-1, -1] : [branch.line, branch.column + arm])),
      })),
    ),
    conditions: Int32Array.from(conditions.flatMap(([line, , total]) => [line, total])),
  };
  return {
    path: "src/cart.ts",
    package: "shop",
    map: { ...shape, digest: mapDigest(shape) },
    counts: Float64Array.from([
      ...statements.map((entry) => entry.at(-1)!),
      ...functions.map(({ hits }) => hits),
      ...branches.flatMap(({ taken }) => taken),
      ...conditions.map(([, covered]) => covered),
    ]),
    ...(excluded === undefined ? {} : { excluded }),
  };
}

/** Evidence of one report; origins differ by what `from` says, views of one origin by their digit. */
export function reportOf(files: readonly FileCoverage[], from: Partial<Origin> = {}, digit = "0"): Evidence {
  return {
    id: `sha256:${digit.repeat(64)}`,
    origin: {
      package: "shop",
      kind: "unit",
      job: "test",
      shard: { index: 1, total: 1 },
      attempt: 1,
      environment: [],
      invocation: "coverage",
      ...from,
    },
    input: { path: `coverage/${digit}.json`, bytes: 1, digest: `sha256:${digit}`, format: "istanbul-json" },
    status: "ok",
    problems: [],
    runs: [],
    coverage: { files },
  };
}

/** What is known of the source: its lines and map. */
export function inText(lines: number, map: CoverageMap): CoverageContext {
  return { references: new Map([["src/cart.ts", { lines, content: { map } }]]) };
}

export function shard(index: number): { readonly shard: { readonly index: number; readonly total: number } } {
  return { shard: { index, total: 3 } };
}

export function extents(file: MergedFile): ReturnType<typeof extentsOf> {
  return extentsOf(file.map, file.counts, file.mayCounts);
}
