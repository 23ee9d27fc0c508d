import type { MergedFinding } from "@tollgate/model";
import type { BasePlaces } from "./base-places.ts";

/**
 * For each finding of now that the base has, too: which of the base's it is. Evidence is tried from the strongest to the
 * weakest, and one of the base is only ever one of now: the same place with the same message; a fingerprint that no
 * other finding of its rule has; such a partial one in the same file; the same place with another message; and where
 * lines cannot be compared the same message in the same file, in the order of lines.
 */
export function matchFindings(
  base: readonly MergedFinding[],
  head: readonly MergedFinding[],
  places: BasePlaces,
): ReadonlyMap<MergedFinding, MergedFinding> {
  const matcher = createMatcher(base, head);
  const pathOf = ({ path, named = "" }: MergedFinding): string =>
    path === undefined ? `\0${named}` : (places.pathOf(path) ?? "\0\0");
  const basePath = ({ path, named = "" }: MergedFinding): string => path ?? `\0${named}`;
  const placesOf = ({ path, line }: MergedFinding): readonly string[] =>
    path === undefined || line === undefined
      ? []
      : (places.linesOf(path, line) ?? []).map((at) => placeKey(at.path, at.line));
  const basePlace = ({ path, line }: MergedFinding): readonly string[] =>
    path === undefined || line === undefined ? [] : [placeKey(path, line)];
  const hasNoLine = ({ path, line }: MergedFinding): boolean =>
    path === undefined || line === undefined || places.linesOf(path, line) === undefined;

  matcher.pair({
    head: (finding) => placesOf(finding).map((place) => `${finding.message}\0${place}`),
    base: (finding) => basePlace(finding).map((place) => `${finding.message}\0${place}`),
  });
  matcher.pairUnique({ head: fingerprintsOf, base: fingerprintsOf });
  matcher.pairUnique({
    head: (finding) => partialOf(finding, pathOf(finding)),
    base: (finding) => partialOf(finding, basePath(finding)),
  });
  matcher.pair({ head: placesOf, base: basePlace });
  matcher.pair({
    head: (finding) => (hasNoLine(finding) ? [`${finding.message}\0${pathOf(finding)}`] : []),
    base: (finding) => [`${finding.message}\0${basePath(finding)}`],
  });
  return matcher.matches;
}

function placeKey(path: string, line: number): string {
  return `${path}\0${line}`;
}

function fingerprintsOf({ fingerprints = [] }: MergedFinding): readonly string[] {
  return fingerprints;
}

function partialOf({ partialFingerprints = [] }: MergedFinding, path: string): readonly string[] {
  return partialFingerprints.map((fingerprint) => `${path}\0${fingerprint}`);
}

type Keys = {
  readonly head: (finding: MergedFinding) => readonly string[];
  readonly base: (finding: MergedFinding) => readonly string[];
};

/** Pairs what is left, of one tool and rule only, and in the order given: by place. */
function createMatcher(
  base: readonly MergedFinding[],
  head: readonly MergedFinding[],
): {
  readonly matches: ReadonlyMap<MergedFinding, MergedFinding>;
  pair(keys: Keys): void;
  /** Leaves out keys that several findings have: they tell nothing apart. */
  pairUnique(keys: Keys): void;
} {
  const matches = new Map<MergedFinding, MergedFinding>();
  const used = new Set<MergedFinding>();
  return {
    matches,
    pair: (keys) => pairBy(keys),
    pairUnique(keys) {
      const several = new Set([...severalOf(base, keys.base), ...severalOf(head, keys.head)]);
      pairBy(keys, several);
    },
  };

  function pairBy(keys: Keys, except: ReadonlySet<string> = new Set()): void {
    const waiting = new Map<string, MergedFinding[]>();
    for (const finding of base.toReversed()) {
      if (used.has(finding)) continue;
      for (const key of ownKeys(finding, keys.base)) {
        const known = waiting.get(key);
        if (known === undefined) waiting.set(key, [finding]);
        else known.push(finding);
      }
    }
    for (const finding of head) {
      if (matches.has(finding)) continue;
      for (const key of ownKeys(finding, keys.head)) {
        if (except.has(key)) continue;
        const found = nextOf(waiting.get(key) ?? []);
        if (found === undefined) continue;
        matches.set(finding, found);
        used.add(found);
        break;
      }
    }
  }

  function nextOf(candidates: MergedFinding[]): MergedFinding | undefined {
    for (let found = candidates.pop(); found !== undefined; found = candidates.pop())
      if (!used.has(found)) return found;
    return undefined;
  }
}

function ownKeys(finding: MergedFinding, keys: Keys["head"]): readonly string[] {
  const { tool, rule = "", undecided = false } = finding;
  return keys(finding).map((key) => [tool, rule, undecided, key].join("\0"));
}

function severalOf(findings: readonly MergedFinding[], keys: Keys["head"]): readonly string[] {
  const seen = new Set<string>();
  const several: string[] = [];
  for (const finding of findings)
    for (const key of new Set(ownKeys(finding, keys))) {
      if (seen.has(key)) several.push(key);
      seen.add(key);
    }
  return several;
}
