import { type CountSlabs, createCountSlabs, type FunctionEntity } from "@tollgate/model";
import { createLineColumns, type LineColumns, type LineHits } from "../line-coverage/line-columns.ts";
import type { MapPool } from "../map-pool.ts";
import type { RawFileCoverage } from "../reader.ts";
import { coveredOf, packConditions, totalOf } from "./conditions.ts";
import { createKnownMaps, type KnownMaps } from "./known-maps.ts";

/**
 * What all classes and methods of one file say together. A method repeats lines of its class, and nested or generic
 * classes repeat lines of each other: of a line that is told several times the larger count stands.
 */
export interface MeasuredFile {
  addLine(line: number, hits: number): void;
  addConditions(line: number, covered: number, total: number): void;
  addFunction(name: string, line: number, hits: number): void;
  /** Lines found and hit, conditions found and covered, when all are added. */
  totals(): Totals;
  /** Ends the file: nothing may be asked of it any more. */
  toCoverage(path: string): RawFileCoverage;
}

export type Totals = {
  readonly lines: number;
  readonly hitLines: number;
  readonly conditions: number;
  readonly coveredConditions: number;
};

/** Files that have ended lend their arrays to those of the next report: making arrays takes longer than filling them. */
export function createMeasuredFile(maps: MapPool): MeasuredFile {
  return maps.memory(createShared).ended.pop() ?? new FileColumns(maps);
}

/** What all files of a collection share. */
type Shared = {
  readonly ended: FileColumns[];
  readonly knownMaps: KnownMaps;
  readonly slabs: CountSlabs;
  /** Room for the counts of one file. */
  scratch: Float64Array;
};

function createShared(): Shared {
  return {
    ended: [],
    knownMaps: createKnownMaps(),
    slabs: createCountSlabs(),
    scratch: new Float64Array(1_024),
  };
}

type CountedFunction = FunctionEntity & { readonly hits: number };

/** A class for the reason for which the scanner of XML is one: see there. */
class FileColumns implements MeasuredFile {
  readonly #maps: MapPool;
  readonly #shared: Shared;
  readonly #lines: LineColumns = createLineColumns();
  /** Each line's two numbers as one. */
  readonly #conditions: LineColumns = createLineColumns();
  readonly #functions = new Map<string, CountedFunction>();
  #added: { readonly lines: LineHits; readonly conditions: LineHits } | undefined;

  constructor(maps: MapPool) {
    this.#maps = maps;
    this.#shared = maps.memory(createShared);
  }

  addLine(line: number, hits: number): void {
    this.#lines.add(line, hits);
  }

  addConditions(line: number, covered: number, total: number): void {
    this.#conditions.add(line, packConditions(covered, total));
  }

  addFunction(name: string, line: number, hits: number): void {
    const key = `${line}\0${name}`;
    const known = this.#functions.get(key)?.hits ?? 0;
    this.#functions.set(key, { name, line, column: -1, endLine: -1, hits: Math.max(known, hits) });
  }

  totals(): Totals {
    const { lines, conditions } = this.#look();
    let hitLines = 0;
    for (let i = 0; i < lines.hits.length; i++) if (lines.hits[i]! > 0) hitLines++;
    let total = 0;
    let covered = 0;
    for (let i = 0; i < conditions.hits.length; i++) {
      total += totalOf(conditions.hits[i]!);
      covered += coveredOf(conditions.hits[i]!);
    }
    return { lines: lines.hits.length, hitLines, conditions: total, coveredConditions: covered };
  }

  toCoverage(path: string): RawFileCoverage {
    const { lines, conditions } = this.#look();
    const functions = this.#sortedFunctions();
    const { ended, knownMaps, slabs } = this.#shared;
    const map = knownMaps.mapOf(path, { lines: lines.lines, functions, conditions }, this.#maps);
    const first = lines.hits.length + functions.length;
    const counts = this.#room(first + conditions.hits.length);
    counts.set(lines.hits);
    for (let i = 0; i < functions.length; i++) counts[lines.hits.length + i] = functions[i]!.hits;
    for (let i = 0; i < conditions.hits.length; i++) counts[first + i] = coveredOf(conditions.hits[i]!);
    this.#clear();
    ended.push(this);
    return { path, map, counts: slabs.keep(counts) };
  }

  #room(length: number): Float64Array {
    if (length > this.#shared.scratch.length) this.#shared.scratch = new Float64Array(2 * length);
    return this.#shared.scratch.subarray(0, length);
  }

  #look(): { readonly lines: LineHits; readonly conditions: LineHits } {
    this.#added ??= { lines: this.#lines.look(Math.max), conditions: this.#conditions.look(Math.max) };
    return this.#added;
  }

  #sortedFunctions(): readonly CountedFunction[] {
    const functions = [...this.#functions.values()];
    return functions.sort((a, b) => a.line - b.line || (a.name < b.name ? -1 : 1));
  }

  #clear(): void {
    this.#lines.clear();
    this.#conditions.clear();
    this.#functions.clear();
    this.#added = undefined;
  }
}
