import type { CountSlabs } from "../count-slabs.ts";
import {
  type CountLayout,
  type Counts,
  type CoverageMap,
  countLayout,
  coverageMetrics,
  type Exclusion,
  type FileCoverage,
} from "../coverage.ts";
import { decodeLineRanges, type FileLineTests } from "../line-tests.ts";
import {
  integerOf,
  listOf,
  type Members,
  membersOf,
  oneOf,
  optional,
  Refusal,
  repoPathOf,
  textOf,
} from "./guards.ts";
import { createVarintReader } from "./varints.ts";
import { decodeVlq } from "./vlq.ts";

/** A measured file: where it is and who owns it. */
export type MeasuredSource = Pick<FileCoverage, "path" | "package">;

/** What the lines before said, and where counts are kept. */
export type KnownCoverage = {
  readonly maps: readonly CoverageMap[];
  readonly sources: readonly MeasuredSource[];
  readonly slabs: CountSlabs;
};

/** A `source` line. */
export function decodeSource(value: unknown): MeasuredSource {
  return sourceOf(membersOf(value, "source"), "source");
}

/**
 * A `file` line. Older versions wrote the path and package in each, and its counts as Base64 of variable-length integers
 * (LEB128).
 */
export function decodeFile(value: unknown, { maps, sources, slabs }: KnownCoverage): FileCoverage {
  const file = membersOf(value, "file");
  const map = maps[integerOf(file["map"], "file.map", 0)];
  if (map === undefined) throw new Refusal("file.map names a map that was not written before");
  const { path, package: owner } =
    file["source"] === undefined
      ? sourceOf(file, "file")
      : (sources[integerOf(file["source"], "file.source", 0)] ?? unwritten());
  const layout = countLayout(map);
  const counts =
    file["hits"] === undefined
      ? decodeVarints(textOf(file["counts"], "file.counts"), layout.length)
      : decodeVlq(textOf(file["hits"], "file.hits"), 1, layout.length);
  const excess = excessOf(counts, map, layout);
  if (excess !== undefined) throw new Refusal(`file has more covered ${excess}`);
  const decoded = { path, package: owner, map, counts: slabs.keep(counts) };
  if (file["excluded"] === undefined && file["version"] === undefined) return decoded;
  return {
    ...decoded,
    ...optional(file, "excluded", "file", (list, where) => listOf(list, where, decodeExclusion)),
    ...optional(file, "version", "file", textOf),
  };
}

/** What more of is covered than there is, in words, by counts that are a number covered. */
export function excessOf(
  counts: Counts,
  { conditions, totals }: CoverageMap,
  at: CountLayout,
): string | undefined {
  for (let i = at.conditions; i < at.totals; i++)
    if (counts[i]! > conditions[(i - at.conditions) * 2 + 1]!) return "conditions than its map has";
  const isWithin =
    totals === undefined || coverageMetrics.every((metric, i) => counts[at.totals + i]! <= totals[metric]);
  return isWithin ? undefined : "than the totals of its map";
}

function sourceOf(source: Members, where: string): MeasuredSource {
  return {
    path: repoPathOf(source["path"], `${where}.path`),
    package: textOf(source["package"], `${where}.package`),
  };
}

function unwritten(): never {
  throw new Refusal("file.source names a source that was not written before");
}

function decodeVarints(text: string, length: number): Float64Array {
  // A count takes a byte at least: nothing is allocated for one that is not there.
  if (length > text.length) throw new Refusal("file.counts does not fit its map");
  const reader = createVarintReader(text);
  const counts = new Float64Array(length);
  for (let i = 0; i < length; i++) counts[i] = reader.take() - 1;
  if (!reader.isAtEnd()) throw new Refusal("file.counts does not fit its map");
  return counts;
}

function decodeExclusion(value: unknown, where: string): Exclusion {
  const exclusion = membersOf(value, where);
  return {
    line: integerOf(exclusion["line"], `${where}.line`, 0),
    entity: oneOf(exclusion["entity"], `${where}.entity`, ["line", "function", "branch"]),
    reason: textOf(exclusion["reason"], `${where}.reason`),
  };
}

/** A `lineTests` line of an evidence with so many test names. */
export function decodeLineTests(value: unknown, tests: number): FileLineTests {
  const file = membersOf(value, "lineTests");
  return {
    path: repoPathOf(file["path"], "lineTests.path"),
    package: textOf(file["package"], "lineTests.package"),
    ranges: decodeLineRanges(textOf(file["ranges"], "lineTests.ranges"), tests),
  };
}
