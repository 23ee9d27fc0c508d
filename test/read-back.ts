import { createCollector, ownOutputMarker } from "@tollgate/collect";
import { computeReport } from "@tollgate/merge";
import {
  bundleOf,
  countLayout,
  type Evidence,
  hasNoPlaces,
  type MergedFile,
  mapDigest,
  type Report,
  unsharded,
} from "@tollgate/model";
import type { Piece } from "@tollgate/render";
import { evidence, textOf } from "@tollgate/testkit";
import fc from "fast-check";

/** Reports of any evidence. */
export const merged: fc.Arbitrary<Report> = fc.array(evidence, { minLength: 1, maxLength: 5 }).map(reportOf);

function reportOf(items: readonly Evidence[]): Report {
  return computeReport(bundleOf(items), {
    subject: {},
    packages: [],
    changes: { reason: "no git", remedy: "" },
    missing: [],
    problems: [],
  });
}

/**
 * What a format with lines can say: what has a place. Totals are left out, and a file of which nothing that is covered
 * has a place is in none of them.
 */
export function withPlaces({ coverage }: Report): readonly MergedFile[] {
  return coverage.filter((file) => !hasNoPlaces(file)).map(withoutTotals);
}

function withoutTotals(file: MergedFile): MergedFile {
  const { totals, digest: _old, ...shape } = file.map;
  if (totals === undefined) return file;
  const map = { ...shape, digest: mapDigest(shape) };
  const { length } = countLayout(map);
  return { ...file, map, counts: file.counts.slice(0, length), mayCounts: file.mayCounts.slice(0, length) };
}

/** Reads text as a report of another tool: without the marker that says that it is ours. */
export function readBack(path: string, pieces: Iterable<Piece>): Evidence {
  const text = textOf(pieces).replaceAll(ownOutputMarker, "written by another tool");
  const session = createCollector({
    mappings: [],
    job: "",
    shard: unsharded,
    attempt: 1,
    environment: [],
  }).open({ path, promised: true, named: true });
  session.write(Buffer.from(text));
  return session.close()!;
}
