import { readFileSync } from "node:fs";
import { filesOf, type IstanbulShards } from "../workloads/istanbul.ts";
import { type Counts, countsOf, pathOf, type Span, sourceFile } from "../workloads/source-file.ts";
import { builtCounts, builtFile, type TwoBuilds } from "../workloads/two-builds.ts";

/** What is known of one file. */
type MeasuredFile = {
  /** Hits by line. */
  readonly lines: Map<number, number>;
  /** `LF`, `LH`, `FNF`, `FNH`, `BRF`, `BRH` as in lcov. */
  readonly totals: Map<string, number>;
};

/** Coverage by the path of the file below the root. */
type Measured = ReadonlyMap<string, MeasuredFile>;

/** Throws unless two measurements agree: files, hits of every line, and how much is found and hit. */
export function expectSameCoverage(ours: Measured, theirs: Measured): void {
  expectSame("files", ours.size, theirs.size);
  for (const [path, wanted] of theirs) {
    const found = ours.get(path);
    if (found === undefined) throw new Error(`Ours has no coverage of ${path}.`);
    for (const [name, total] of wanted.totals)
      expectSame(`${name} of ${path}`, found.totals.get(name), total);
  }
  expectSameLines(ours, theirs);
}

/** The same for what every format tells: files, and hits of every line. */
export function expectSameLines(ours: Measured, theirs: Measured): void {
  expectSame("files", ours.size, theirs.size);
  for (const [path, wanted] of theirs) {
    const found = ours.get(path)?.lines ?? new Map();
    expectSame(`lines of ${path}`, found.size, wanted.lines.size);
    for (const [line, hits] of wanted.lines) expectSame(`line ${line} of ${path}`, found.get(line), hits);
  }
}

/** Coverage as an lcov file tells it. */
export function readLcov(path: string): Measured {
  const files = new Map<string, MeasuredFile>();
  let file = emptyFile();
  for (const record of readFileSync(path, "utf8").split("\n")) {
    const colon = record.indexOf(":");
    const value = record.slice(colon + 1);
    const name = record.slice(0, colon);
    if (name === "SF") {
      file = emptyFile();
      files.set(value, file);
    } else if (name === "DA") {
      const [line, hits] = value.split(",").map(Number);
      file.lines.set(line!, hits!);
    } else if (/^(?:L|FN|BR)[FH]$/.test(name)) file.totals.set(name, Number(value));
  }
  return files;
}

/** Coverage as two builds of the sources measured it, in the entities of the sources. */
export function countTwoBuilds(shards: TwoBuilds): Measured {
  return countFiles(shards, (index, measured) => {
    const source = builtFile(index, shards.functions);
    const counts = measured.map((shard) => builtCounts(source, index, shard));
    if (measured.some((shard) => shard % 2 === 0)) return sumOf(pathOf(index), source.statements, counts);
    // Nobody disputes what the second build adds.
    const added = counts.map((count) => [...count.statements, ...source.functions.map(() => 1)]);
    return sumOf(
      pathOf(index),
      [...source.statements, ...source.functions],
      counts.map((count, i) => ({ ...count, statements: added[i]! })),
    );
  });
}

/** Coverage as the workload was made: the sum over all shards, counted here without any tool. */
export function countShards(shards: Sharing): Measured {
  return countFiles(shards, (index, measured) => {
    const source = sourceFile(index);
    const counts = measured.map((shard) => countsOf(source, index, shard));
    return sumOf(source.path, source.statements, counts);
  });
}

type Sharing = Pick<IstanbulShards, "shards" | "files" | "total">;

function countFiles(
  shards: Sharing,
  count: (index: number, shards: readonly number[]) => readonly [string, MeasuredFile],
): Measured {
  const shardsOf = new Map<number, number[]>();
  for (let shard = 0; shard < shards.shards; shard++)
    for (const index of filesOf(shard, shards)) {
      const known = shardsOf.get(index);
      if (known === undefined) shardsOf.set(index, [shard]);
      else known.push(shard);
    }
  return new Map([...shardsOf].map(([index, measured]) => count(index, measured)));
}

function sumOf(
  path: string,
  places: readonly Span[],
  counts: readonly Counts[],
): readonly [string, MeasuredFile] {
  const statements = sum(counts.map((count) => count.statements));
  const functions = sum(counts.map((count) => count.functions));
  const arms = sum(counts.map((count) => count.arms.flat()));
  const file = emptyFile();
  for (const [i, [line]] of places.entries())
    file.lines.set(line, Math.max(file.lines.get(line) ?? 0, statements[i]!));
  const lines = [...file.lines.values()];
  for (const [name, list] of [
    ["L", lines],
    ["FN", functions],
    ["BR", arms],
  ] as const) {
    file.totals.set(`${name}F`, list.length);
    file.totals.set(`${name}H`, list.filter((hits) => hits > 0).length);
  }
  return [path, file];
}

function sum(lists: readonly (readonly number[])[]): readonly number[] {
  return lists[0]!.map((_, i) => lists.reduce((total, list) => total + list[i]!, 0));
}

function emptyFile(): MeasuredFile {
  return { lines: new Map(), totals: new Map() };
}

function expectSame(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted)
    throw new Error(`${what}: ours says ${found}, wanted is ${wanted}. A fast wrong answer is no result.`);
}
