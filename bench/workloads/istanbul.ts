import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom, sample } from "./random.ts";
import { type Counts, countsOf, type SourceFile, type Span, sourceFile } from "./source-file.ts";

export type IstanbulShards = {
  readonly folder: string;
  /** Absolute root that the reports name, as the machine of that shard saw it. */
  readonly rootOf: (shard: number) => string;
  readonly shards: number;
  /** Files in each shard. */
  readonly files: number;
  /** Files in all; shards overlap when this is less than `shards * files`. */
  readonly total: number;
  readonly pretty?: boolean;
};

/** Writes `coverage-<shard>/coverage-final.json` for every shard; equal files have equal maps in all of them. */
export function writeIstanbulShards(options: IstanbulShards): void {
  const maps = new Map<number, { file: SourceFile; text: string }>();
  for (let shard = 0; shard < options.shards; shard++) {
    const members: string[] = [];
    for (const index of filesOf(shard, options)) {
      let known = maps.get(index);
      if (known === undefined) {
        const file = sourceFile(index);
        known = { file, text: mapsText(file) };
        if (options.total < options.shards * options.files) maps.set(index, known);
      }
      const path = JSON.stringify(options.rootOf(shard) + known.file.path);
      members.push(
        `${path}: {"path":${path},${known.text},${countsText(countsOf(known.file, index, shard))}}\n`,
      );
    }
    const text = `{${members.join(",")}}\n`;
    const folder = join(options.folder, `coverage-${shard + 1}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "coverage-final.json"),
      options.pretty === true ? JSON.stringify(JSON.parse(text), null, 2) : text,
    );
  }
}

/** Which files a shard measured, ascending. */
export function filesOf(
  shard: number,
  { shards, files, total }: Pick<IstanbulShards, "shards" | "files" | "total">,
): readonly number[] {
  if (total >= shards * files) return Array.from({ length: files }, (_, i) => shard * files + i);
  return sample(createRandom(0xfeed + shard), total, files);
}

function mapsText(file: SourceFile): string {
  const statementMap = byId(file.statements.map(locText));
  const fnMap = byId(
    file.functions.map(
      ({ name, decl, loc }) =>
        `{"name":${JSON.stringify(name)},"decl":${locText(decl)},"loc":${locText(loc)},"line":${loc[0]}}`,
    ),
  );
  const branchMap = byId(
    file.branches.map(
      ({ type, loc, arms }) =>
        `{"loc":${locText(loc)},"type":"${type}","locations":[${arms.map(locText).join(",")}],"line":${loc[0]}}`,
    ),
  );
  return `"statementMap":${statementMap},"fnMap":${fnMap},"branchMap":${branchMap}`;
}

function countsText({ statements, functions, arms }: Counts): string {
  return `"s":${byId(statements.map(String))},"f":${byId(functions.map(String))},"b":${byId(arms.map((counts) => `[${counts.join(",")}]`))}`;
}

function locText([line, column, endLine, endColumn]: Span): string {
  return `{"start":{"line":${line},"column":${column}},"end":{"line":${endLine},"column":${endColumn}}}`;
}

function byId(values: readonly string[]): string {
  return `{${values.map((value, id) => `"${id}":${value}`).join(",")}}`;
}
