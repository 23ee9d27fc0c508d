import {
  type BranchEntity,
  branchEntities,
  countLayout,
  functionEntities,
  type Kind,
  lineHits,
  type MergedFile,
  type RepoPath,
} from "@tollgate/model";
import { countsOf } from "../tally.ts";
import type { BaseLines } from "./touch.ts";

/** Whether tests ran something on the base; `undefined` where its reports do not tell. */
export type WasRun = boolean | undefined;

/** What the reports of the base say, of all kinds or of one. */
export type BaseCoverage = {
  readonly lines: (at: BaseLines, kind?: Kind) => WasRun;
  readonly functions: (at: BaseLines, kind?: Kind) => WasRun;
  /** An arm of the `ordinal`th of `count` branches of one type. */
  readonly arm: (at: BaseLines, wanted: WantedArm, kind?: Kind) => WasRun;
};

type WantedArm = {
  readonly type: string;
  readonly arms: number;
  readonly ordinal: number;
  readonly count: number;
  readonly arm: number;
};

/** Nothing is known where no report of the base is to be believed. */
export const noBaseCoverage: BaseCoverage = {
  lines: () => undefined,
  functions: () => undefined,
  arm: () => undefined,
};

/** By the files that the base measured and that are at the merge base as they were measured. */
export function createBaseCoverage(files: ReadonlyMap<RepoPath, MergedFile>): BaseCoverage {
  const known = new Map<string, FileFacts | undefined>();
  const facts = (path: RepoPath, kind: Kind | undefined): FileFacts | undefined => {
    const key = `${kind ?? ""}\0${path}`;
    if (!known.has(key)) known.set(key, factsOf(files.get(path), kind));
    return known.get(key);
  };
  return {
    lines({ path, lines }, kind) {
      const hits = facts(path, kind)?.lines;
      return anyRun(lines.flatMap((line) => (hits?.has(line) === true ? [hits.get(line)!] : [])));
    },
    functions({ path, lines }, kind) {
      const hits = facts(path, kind)?.functions;
      return anyRun(lines.flatMap((line) => hits?.get(line) ?? []));
    },
    arm({ path, lines }, { type, arms, ordinal, count, arm }, kind) {
      const branches = facts(path, kind)?.branches;
      const alike = lines
        .flatMap((line) => branches?.get(line) ?? [])
        .filter(({ entity }) => entity.type === type);
      const found = alike.length === count ? alike[ordinal] : undefined;
      return found?.hits.length === arms ? anyRun([found.hits[arm]!]) : undefined;
    },
  };
}

/** Of several all must be certain not to have run. */
function anyRun(hits: readonly Hits[]): WasRun {
  if (hits.some(([count]) => count > 0)) return true;
  return hits.length > 0 && hits.every(([count, most]) => count === 0 && most === 0) ? false : undefined;
}

/** Certain ones, and the most that may be. */
type Hits = readonly [count: number, most: number];

type FileFacts = {
  readonly lines: ReadonlyMap<number, Hits>;
  readonly functions: ReadonlyMap<number, readonly Hits[]>;
  readonly branches: ReadonlyMap<number, readonly BranchHits[]>;
};

type BranchHits = { readonly entity: BranchEntity; readonly hits: readonly Hits[] };

function factsOf(file: MergedFile | undefined, kind: Kind | undefined): FileFacts | undefined {
  const measured = file === undefined ? undefined : countsOf(file, kind);
  if (file === undefined || measured === undefined) return undefined;
  const { map } = file;
  const { counts, mayCounts } = measured;
  const hitsAt = (i: number): Hits => [counts[i]!, mayCounts[i]!];
  const layout = countLayout(map);
  const functions = new Map<number, Hits[]>();
  for (const [i, { line }] of functionEntities(map).entries())
    push(functions, line, hitsAt(layout.functions + i));
  const branches = new Map<number, BranchHits[]>();
  let at = layout.arms;
  for (const entity of branchEntities(map)) {
    const first = at;
    const hits = Array.from({ length: entity.arms.length / 2 }, (_, arm) => hitsAt(first + arm));
    at += hits.length;
    push(branches, entity.line, { entity, hits });
  }
  const most = mayCounts === counts ? undefined : lineHits(map, mayCounts);
  const lines = [...lineHits(map, counts)].map(([line, count]): [number, Hits] => [
    line,
    [count, most?.get(line) ?? count],
  ]);
  return { lines: new Map(lines), functions, branches };
}

function push<T>(groups: Map<number, T[]>, key: number, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
