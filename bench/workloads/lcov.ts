import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf, type IstanbulShards } from "./istanbul.ts";
import { countsOf, sourceFile } from "./source-file.ts";

/** The first `count` source files as one lcov report, with paths below the root. */
export function lcovText(count: number): string {
  return Array.from({ length: count }, (_, index) => record(index, 0)).join("");
}

/** Writes `coverage-<shard>/lcov.info` for every shard. Returns the paths. */
export function writeLcovShards(options: IstanbulShards): readonly string[] {
  return Array.from({ length: options.shards }, (_, shard) => {
    const folder = join(options.folder, `coverage-${shard + 1}`);
    const path = join(folder, "lcov.info");
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path,
      filesOf(shard, options)
        .map((index) => record(index, shard))
        .join(""),
    );
    return path;
  });
}

function record(index: number, shard: number): string {
  const file = sourceFile(index);
  const { statements, functions, arms } = countsOf(file, index, shard);
  const lines = ["TN:", `SF:${file.path}`];
  for (const [i, { name, decl }] of file.functions.entries())
    lines.push(`FN:${decl[0]},${name}`, `FNDA:${functions[i]},${name}`);
  lines.push(`FNF:${functions.length}`, `FNH:${functions.filter((hits) => hits > 0).length}`);
  for (const [i, { loc }] of file.branches.entries())
    for (const [arm, taken] of arms[i]!.entries()) lines.push(`BRDA:${loc[0]},${i},${arm},${taken}`);
  const taken = arms.flat();
  lines.push(`BRF:${taken.length}`, `BRH:${taken.filter((hits) => hits > 0).length}`);
  for (const [i, [line]] of file.statements.entries()) lines.push(`DA:${line},${statements[i]}`);
  lines.push(
    `LF:${statements.length}`,
    `LH:${statements.filter((hits) => hits > 0).length}`,
    "end_of_record",
  );
  return `${lines.join("\n")}\n`;
}
