import { readFileSync } from "node:fs";
import { createCollector } from "@tollgate/collect";
import { type Evidence, extentsOf, type MergedFile, type Origin } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";

const shared = sharedFolder();

/** Folder of the corpus with a slash at its end; absent on a clone without it. */
export const corpus: string | undefined = shared === undefined ? undefined : `${shared}corpus/`;

/** Reads reports in one collection, each as the evidence of a shard of its own, or of the origin that is given. */
export function readEvidence(
  reports: readonly { readonly path: string; readonly bytes: Uint8Array; readonly from?: Partial<Origin> }[],
): readonly Evidence[] {
  const collector = createCollector({
    mappings: [],
    job: "test",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
  });
  return reports.map(({ path, bytes, from }, i) => {
    const session = collector.open({ path, promised: true });
    session.write(bytes);
    const evidence = session.close()!;
    const id = `sha256:${String(i).padStart(64, "0")}`;
    const shard = { index: i + 1, total: reports.length };
    return { ...evidence, id, origin: { ...evidence.origin, shard, ...from } };
  });
}

/** A file of the corpus, by its path there. */
export function corpusFile(path: string): { readonly path: string; readonly bytes: Uint8Array } {
  return { path, bytes: readFileSync(corpus + path) };
}

/** Found and hit, over all files. */
export type Totals = {
  readonly files: number;
  readonly lines: readonly [number, number];
  readonly functions: readonly [number, number];
  readonly branches: readonly [number, number];
};

export function totalsOf(files: readonly MergedFile[]): Totals {
  const sums = { lines: [0, 0], functions: [0, 0], branches: [0, 0] } satisfies Record<
    string,
    [number, number]
  >;
  for (const { map, counts, mayCounts } of files) {
    const extents = extentsOf(map, counts, mayCounts);
    for (const metric of ["lines", "functions", "branches"] as const) {
      sums[metric][0]! += extents[metric].found;
      sums[metric][1]! += extents[metric].hit;
    }
  }
  return {
    files: files.length,
    lines: pair(sums.lines),
    functions: pair(sums.functions),
    branches: pair(sums.branches),
  };
}

function pair([found, hit]: readonly number[]): readonly [number, number] {
  return [found!, hit!];
}
