import { type ChangedFile, type Decision, isRepoPath, type RepoPath, type Report } from "@tollgate/model";
import { type Nearness, nearnessTo } from "./diff.ts";
import { type Remark, remarkLevels } from "./remark.ts";
import { findingRemarks, problemRemarks, ruleRemarks, uncoveredRemarks } from "./rule-remarks.ts";
import { testRemarks } from "./test-remarks.ts";

export type RemarkOptions = {
  /** True for files that git knows: nothing is said elsewhere. @default any path of a repository */
  readonly isKnown?: (path: RepoPath) => boolean;
  /** What the change did; absent where it is not known. */
  readonly changes?: readonly ChangedFile[];
};

/** One place and what is said there, the loudest first; never empty. */
export type Place = readonly [Remark, ...Remark[]];

/**
 * Places of the repository with something to say, one for each file and line: on lines of the change first, then in its files,
 * then the rest; the loudest first in each. What is said of a whole file is left out for files that the change does not touch.
 */
export function rankedPlaces(
  report: Report,
  decision: Decision,
  { isKnown: isKnownPath = isRepoPath, changes }: RemarkOptions = {},
): readonly Place[] {
  const near = nearnessTo(report, changes);
  const isKnown = ({ path }: Remark): boolean => isKnownPath(path);
  const places = byPlace(
    [
      ...testRemarks(report, decision),
      ...ruleRemarks(decision).filter(({ path, isWholeFile }) => !isWholeFile || near(path, [0, 0]) < 2),
      ...findingRemarks(report),
      ...problemRemarks(report, decision),
    ].filter(isKnown),
  );
  const quiet = byPlace(uncoveredRemarks(report).filter(isKnown));
  return inOrder(
    [...places.values(), ...[...quiet].flatMap(([key, place]) => (places.has(key) ? [] : [place]))],
    near,
  );
}

function byPlace(remarks: readonly Remark[]): ReadonlyMap<string, Place> {
  const places = new Map<string, [Remark, ...Remark[]]>();
  for (const remark of remarks) {
    const key = `${remark.lines[0]}:${remark.path}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, [remark]);
    else known.push(remark);
  }
  for (const place of places.values()) place.sort((a, b) => loudness(a) - loudness(b));
  return places;
}

function inOrder(places: readonly Place[], near: Nearness): readonly Place[] {
  return places
    .map((place) => ({
      place,
      rank: near(place[0].path, place[0].lines) * remarkLevels.length + loudness(place[0]),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ place }) => place);
}

function loudness({ level }: Remark): number {
  return remarkLevels.indexOf(level);
}
