import {
  type BranchEntity,
  type CoverageMap,
  countLayout,
  type Exclusion,
  type FileCoverage,
  type FunctionEntity,
} from "../coverage.ts";
import { decodeLineRanges, type FileLineTests } from "../line-tests.ts";
import { mapDigest } from "../map-digest.ts";
import { integerOf, listOf, membersOf, oneOf, optional, Refusal, repoPathOf, textOf } from "./guards.ts";
import { mostConditions } from "./limits.ts";
import { createVarintReader } from "./varints.ts";

/** A `map` line. The digest is computed, never read: a bundle cannot pass off one map as another. */
export function decodeMap(value: unknown): CoverageMap {
  const map = membersOf(value, "map");
  const shape = {
    precision: oneOf(map["precision"], "map.precision", ["columns", "lines"]),
    statements: positions(map["statements"], "map.statements", 4),
    functions: listOf(map["functions"], "map.functions", decodeFunction),
    branches: listOf(map["branches"], "map.branches", decodeBranch),
    conditions: decodeConditions(map["conditions"]),
  };
  return { ...shape, digest: mapDigest(shape) };
}

/** A `file` line. */
export function decodeFile(value: unknown, maps: readonly CoverageMap[]): FileCoverage {
  const file = membersOf(value, "file");
  const map = maps[integerOf(file["map"], "file.map", 0)];
  if (map === undefined) throw new Refusal("file.map names a map that was not written before");
  const counts = decodeCounts(textOf(file["counts"], "file.counts"), countLayout(map).length);
  return {
    path: repoPathOf(file["path"], "file.path"),
    package: textOf(file["package"], "file.package"),
    map,
    counts,
    ...optional(file, "excluded", "file", (list, where) => listOf(list, where, decodeExclusion)),
    ...optional(file, "version", "file", textOf),
  };
}

function decodeCounts(text: string, length: number): Float64Array {
  // A count takes a byte at least: nothing is allocated for one that is not there.
  if (length > text.length) throw new Refusal("file.counts does not fit its map");
  const reader = createVarintReader(text);
  const counts = new Float64Array(length);
  for (let i = 0; i < length; i++) counts[i] = reader.take() - 1;
  if (!reader.isAtEnd()) throw new Refusal("file.counts does not fit its map");
  return counts;
}

function decodeConditions(value: unknown): Int32Array {
  const conditions = positions(value, "map.conditions", 2);
  for (let i = 1; i < conditions.length; i += 2) {
    if (conditions[i]! < 0 || conditions[i]! > mostConditions)
      throw new Refusal(`map.conditions has a line with other than 0 to ${mostConditions} conditions`);
  }
  return conditions;
}

function positions(value: unknown, where: string, group: number): Int32Array {
  const numbers = listOf(value, where, position);
  if (numbers.length % group !== 0) throw new Refusal(`${where} is not made of groups of ${group}`);
  return Int32Array.from(numbers);
}

function position(value: unknown, where: string): number {
  const number = integerOf(value, where, -1);
  if (number > 2_147_483_647) throw new Refusal(`${where} is too large`);
  return number;
}

function decodeFunction(value: unknown, where: string): FunctionEntity {
  const [name, line, column, endLine] = listOf(value, where, (member) => member);
  return {
    name: textOf(name, where),
    line: position(line, where),
    column: position(column, where),
    endLine: position(endLine, where),
  };
}

function decodeBranch(value: unknown, where: string): BranchEntity {
  const [type, line, column, arms] = listOf(value, where, (member) => member);
  const places = listOf(arms, where, position);
  if (places.length === 0 || places.length % 2 !== 0) throw new Refusal(`${where} has no arms`);
  return {
    type: textOf(type, where),
    line: position(line, where),
    column: position(column, where),
    arms: places,
  };
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
