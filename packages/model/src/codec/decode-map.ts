import {
  type BranchColumns,
  type CoverageMap,
  type CoverageTotals,
  countLayout,
  type FunctionColumns,
} from "../coverage.ts";
import {
  type BranchEntity,
  branchColumns,
  type FunctionEntity,
  functionColumns,
} from "../coverage-entities.ts";
import { mapDigest } from "../map-digest.ts";
import type { MapSlabs } from "../map-slabs.ts";
import { integerOf, listOf, membersOf, oneOf, optional, Refusal, textOf, textsOf } from "./guards.ts";
import { mostConditions, mostTotals } from "./limits.ts";
import { decodeRows } from "./vlq.ts";

/**
 * A `map` line: its places in columns, or, as older versions wrote them, as lists of numbers. The digest is computed, never
 * read: a bundle cannot pass off one map as another. Its numbers are kept in `slabs`.
 */
export function decodeMap(value: unknown, slabs: MapSlabs): CoverageMap {
  const map = membersOf(value, "map");
  const { functions, branches } = map;
  const shape = {
    precision: oneOf(map["precision"], "map.precision", ["columns", "lines"]),
    statements: positions(map["statements"], "map.statements", 4, slabs),
    functions: Array.isArray(functions)
      ? functionColumns(listOf(functions, "map.functions", decodeFunction))
      : decodeFunctions(functions, slabs),
    branches: Array.isArray(branches)
      ? branchColumns(listOf(branches, "map.branches", decodeBranch))
      : decodeBranches(branches, slabs),
    conditions: decodeConditions(map["conditions"], slabs),
    ...optional(map, "totals", "map", decodeTotals),
  };
  if ("totals" in shape && (shape.precision !== "lines" || countLayout(shape).totals > 0))
    throw new Refusal("map has totals beside what has a place");
  return { ...shape, digest: mapDigest(shape) };
}

function decodeFunctions(value: unknown, slabs: MapSlabs): FunctionColumns {
  const functions = membersOf(value, "map.functions");
  const names = textsOf(functions["names"], "map.functions.names");
  const places = positions(functions["places"], "map.functions.places", 3, slabs);
  if (places.length !== names.length * 3)
    throw new Refusal("map.functions has other than a place for each name");
  return { names, places };
}

function decodeBranches(value: unknown, slabs: MapSlabs): BranchColumns {
  const branches = membersOf(value, "map.branches");
  const types = textsOf(branches["types"], "map.branches.types");
  const places = positions(branches["places"], "map.branches.places", 3, slabs);
  const arms = positions(branches["arms"], "map.branches.arms", 2, slabs);
  if (places.length !== types.length * 3)
    throw new Refusal("map.branches has other than a place for each type");
  let left = arms.length / 2;
  for (let i = 2; i < places.length; i += 3) {
    if (places[i]! < 1) throw new Refusal("map.branches has one without arms");
    left -= places[i]!;
    if (left < 0) throw new Refusal("map.branches has fewer arms than it says");
  }
  if (left > 0) throw new Refusal("map.branches has more arms than it says");
  return { types, places, arms };
}

function decodeConditions(value: unknown, slabs: MapSlabs): Int32Array {
  const conditions = positions(value, "map.conditions", 2, slabs);
  for (let i = 1; i < conditions.length; i += 2) {
    if (conditions[i]! < 0 || conditions[i]! > mostConditions)
      throw new Refusal(`map.conditions has a line with other than 0 to ${mostConditions} conditions`);
  }
  return conditions;
}

function decodeTotals(value: unknown, where: string): CoverageTotals {
  const totals = listOf(value, where, (total) => integerOf(total, where, 0));
  const [lines = 0, functions = 0, branches = 0] = totals;
  if (totals.length !== 3 || Math.max(...totals) > mostTotals)
    throw new Refusal(`${where} is not three numbers up to ${mostTotals}`);
  return { lines, functions, branches };
}

function positions(value: unknown, where: string, group: number, slabs: MapSlabs): Int32Array {
  if (!Array.isArray(value))
    return decodeRows(textOf(value, where), group, { least: -1, most: mostPosition, slabs });
  const numbers = listOf(value, where, position);
  if (numbers.length % group !== 0) throw new Refusal(`${where} is not made of groups of ${group}`);
  return Int32Array.from(numbers);
}

const mostPosition = 2_147_483_647;

function position(value: unknown, where: string): number {
  const number = integerOf(value, where, -1);
  if (number > mostPosition) throw new Refusal(`${where} is too large`);
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
