import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addHits } from "@tollgate/model";
import { createMapPool } from "../../src/map-pool.ts";
import type { RawFileCoverage, RawProblem, SourceText } from "../../src/reader.ts";
import { emptyRecords, sinkInto } from "../../src/records.ts";
import { v8Raw } from "../../src/v8-raw/reader.ts";

export type Measured = {
  readonly files: ReadonlyMap<string, RawFileCoverage>;
  readonly problems: readonly RawProblem[];
};

/** Reads all that the processes of one run wrote, and adds it. `root` bounds which files count. */
export async function measure(folder: string, root: string): Promise<Measured> {
  const files = new Map<string, RawFileCoverage>();
  const problems: RawProblem[] = [];
  const maps = createMapPool();
  for (const name of readdirSync(folder)) {
    const records = emptyRecords();
    const session = v8Raw.open({
      path: name,
      maps,
      source: (path) => sourceBelow(root, path),
      sink: sinkInto(records),
    });
    session.write(readFileSync(join(folder, name)));
    await session.ready?.();
    session.end();
    for (const file of records.files) files.set(file.path, add(files.get(file.path), file));
    problems.push(...records.problems);
  }
  return { files, problems };
}

function add(known: RawFileCoverage | undefined, file: RawFileCoverage): RawFileCoverage {
  if (known === undefined) return file;
  return { ...known, counts: known.counts.map((count, i) => addHits(count, file.counts[i]!)) };
}

function sourceBelow(root: string, path: string): SourceText {
  if (!path.startsWith(`${root}/`)) return { inside: false };
  try {
    return { inside: !path.includes("/dist/"), text: readFileSync(path, "utf8") };
  } catch {
    return { inside: true };
  }
}
