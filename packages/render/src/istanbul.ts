import { type CoverageMap, countLayout, type MergedFile, type Report } from "@tollgate/model";
import { ownOutput } from "./own-output.ts";

/**
 * Merged coverage as istanbul's JSON, a file a piece, with paths below the repository's root. What nobody measured is not
 * in it: istanbul knows no such thing. Places that are not known are `{}`, columns that are not are null.
 */
export function* renderIstanbul({ coverage }: Report): Generator<string> {
  yield "{";
  for (const [i, file] of coverage.entries()) {
    // The map must hold files and nothing else, so the mark stands in the first of them.
    const entry = { ...(i === 0 ? { $comment: ownOutput } : {}), ...entryOf(file) };
    yield `${i === 0 ? "" : ","}\n${JSON.stringify(file.path)}:${JSON.stringify(entry)}`;
  }
  yield "\n}\n";
}

type Entry = { readonly [name: string]: unknown };

function entryOf({ path, map, counts }: MergedFile): Entry {
  const [statementMap, s] = statementsOf(map, counts);
  const [fnMap, f] = functionsOf(map, counts);
  const [branchMap, b] = branchesOf(map, counts);
  return { path, statementMap, fnMap, branchMap, s, f, b };
}

type Numbered<T> = readonly [entities: readonly Entry[], counts: readonly T[]];

function statementsOf({ statements }: CoverageMap, counts: Float64Array): readonly [Entry, Entry] {
  const entities: Entry[] = [];
  const hits: number[] = [];
  for (let i = 0; i < statements.length / 4; i++) {
    if (counts[i]! < 0) continue;
    const [line, column, endLine, endColumn] = statements.subarray(i * 4, i * 4 + 4);
    const end = endLine! < 0 ? { line: line!, column: null } : placeOf(endLine!, endColumn!);
    entities.push({ start: placeOf(line!, column!), end });
    hits.push(counts[i]!);
  }
  return numbered([entities, hits]);
}

function functionsOf(map: CoverageMap, counts: Float64Array): readonly [Entry, Entry] {
  const { functions: offset } = countLayout(map);
  const entities: Entry[] = [];
  const hits: number[] = [];
  for (const [i, { name, line, column, endLine }] of map.functions.entries()) {
    const count = counts[offset + i]!;
    if (count < 0) continue;
    const start = placeOf(line, column);
    entities.push({ name, line, decl: { start, end: start }, loc: { start, end: placeOf(endLine, -1) } });
    hits.push(count);
  }
  return numbered([entities, hits]);
}

/** Conditions without identity are branches without places, of which the first arms are covered. */
function branchesOf(map: CoverageMap, counts: Float64Array): readonly [Entry, Entry] {
  const layout = countLayout(map);
  const entities: Entry[] = [];
  const hits: (readonly number[])[] = [];
  let arm = layout.arms;
  for (const { type, line, column, arms } of map.branches) {
    const locations: Entry[] = [];
    const taken: number[] = [];
    for (let i = 0; i < arms.length; i += 2, arm++) {
      if (counts[arm]! < 0) continue;
      const start = placeOf(arms[i]!, arms[i + 1]!);
      locations.push({ start, end: start });
      taken.push(counts[arm]!);
    }
    if (taken.length === 0) continue;
    const start = placeOf(line, column);
    entities.push({ type, line, loc: { start, end: start }, locations });
    hits.push(taken);
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const covered = counts[layout.conditions + i]!;
    if (covered < 0) continue;
    const [line, total] = map.conditions.subarray(i * 2, i * 2 + 2);
    const start = placeOf(line!, -1);
    const locations = Array.from({ length: total! }, () => ({ start: {}, end: {} }));
    entities.push({ type: "branch", line: line!, loc: { start, end: start }, locations });
    hits.push(locations.map((_, at) => Number(at < covered)));
  }
  return numbered([entities, hits]);
}

function placeOf(line: number, column: number): Entry {
  return line < 0 ? {} : { line, column: column < 0 ? null : column };
}

/** Both by the numbers under which istanbul keeps them. */
function numbered<T>([entities, counts]: Numbered<T>): readonly [Entry, Entry] {
  return [Object.fromEntries(entities.entries()), Object.fromEntries(counts.entries())];
}
