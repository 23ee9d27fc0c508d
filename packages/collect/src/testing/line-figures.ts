import { functionEntities } from "@tollgate/model";
import type { RawFileCoverage } from "../reader.ts";
import type { AllRecords } from "./read-all.ts";

/** Line to hits of one file. */
export function linesOf({ map, counts }: RawFileCoverage): Record<number, number> {
  const lines: Record<number, number> = {};
  for (let i = 0; i < map.statements.length / 4; i++) lines[map.statements[i * 4]!] = counts[i]!;
  return lines;
}

/** `name@line: hits` for each function of one file. */
export function functionsOf({ map, counts }: RawFileCoverage): readonly string[] {
  return functionEntities(map).map(
    ({ name, line }, i) => `${name}@${line}: ${counts[map.statements.length / 4 + i]}`,
  );
}

/** Line to `covered/total` of one file. */
export function conditionsOf({ map, counts }: RawFileCoverage): Record<number, string> {
  const first = counts.length - map.conditions.length / 2;
  const conditions: Record<number, string> = {};
  for (let i = 0; i < map.conditions.length / 2; i++)
    conditions[map.conditions[i * 2]!] = `${counts[first + i]}/${map.conditions[i * 2 + 1]}`;
  return conditions;
}

/** `code severity` of each problem. */
export function codesOf({ problems }: AllRecords): readonly string[] {
  return problems.map(({ code, severity }) => `${code} ${severity}`);
}
