import {
  type BaselineState,
  baselineStates,
  canonicalJson,
  compareText,
  type Evidence,
  type Finding,
  findingLevels,
  type Kind,
  type MergedFinding,
} from "@tollgate/model";

/**
 * Every finding once: what several reports tell alike is one, of several that are alike in one report each is one. Where
 * reports differ the worst counts.
 */
export function mergeFindings(current: readonly Evidence[]): readonly MergedFinding[] {
  const told = new Map<string, Told[]>();
  for (const { id, origin, findings } of current) {
    const seen = new Map<string, number>();
    for (const finding of findings?.findings ?? []) {
      const key = keyOf(finding);
      const occurrence = (seen.get(key) ?? 0) + 1;
      seen.set(key, occurrence);
      const item = { finding, occurrence, source: id, kind: origin.kind };
      const alike = told.get(`${key}\0${occurrence}`);
      if (alike === undefined) told.set(`${key}\0${occurrence}`, [item]);
      else alike.push(item);
    }
  }
  return [...told.values()].map(unite).sort(compareFindings);
}

type Told = {
  readonly finding: Finding;
  readonly occurrence: number;
  readonly source: string;
  readonly kind: Kind;
};

/** What makes two findings one: all but how they are judged. */
function keyOf({ tool, rule, message, package: owner, path, named, line, endLine, column }: Finding): string {
  return JSON.stringify([tool, rule, message, path ?? [owner, named], line, endLine, column]);
}

function unite(alike: readonly Told[]): MergedFinding {
  const [first, ...others] =
    alike.length === 1 ? alike : alike.toSorted((a, b) => compareText(a.source, b.source));
  if (first === undefined) throw new Error("a group has a member");
  const { occurrence } = first;
  const united = others.reduce<Finding>((known, { finding }) => worse(known, finding), first.finding);
  return {
    ...united,
    occurrence,
    kinds: sorted(alike.map(({ kind }) => kind)),
    sources: sorted(alike.map(({ source }) => source)),
  };
}

/** Does not depend on the order: of what cannot be joined the text that is smaller stays. */
function worse(a: Finding, b: Finding): Finding {
  // Most reports tell the same in the same order.
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  const isFirst = canonicalJson(a) <= canonicalJson(b);
  const { suppressed: _a, baselineState: _b, undecided: _c, ...rest } = isFirst ? a : b;
  const level = findingLevels.find((candidate) => a.level === candidate || b.level === candidate) ?? a.level;
  const suppressed = smaller(a.suppressed, b.suppressed);
  const state = worseState(a.baselineState, b.baselineState);
  const fingerprints = union(a.fingerprints, b.fingerprints);
  const partialFingerprints = union(a.partialFingerprints, b.partialFingerprints);
  const otherPlaces = union(a.otherPlaces, b.otherPlaces);
  const security = Math.max(a.securityTenths ?? -1, b.securityTenths ?? -1);
  return {
    ...rest,
    level,
    ...(isUndecided(a, b) ? { undecided: true } : {}),
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(state === undefined ? {} : { baselineState: state }),
    ...(fingerprints === undefined ? {} : { fingerprints }),
    ...(partialFingerprints === undefined ? {} : { partialFingerprints }),
    ...(otherPlaces === undefined ? {} : { otherPlaces }),
    ...(security < 0 ? {} : { securityTenths: security }),
  };
}

/** What one report leaves open and another one calls a finding is one; that it passed there does not settle it. */
function isUndecided(a: Finding, b: Finding): boolean {
  const isDecided = (finding: Finding): boolean => finding.undecided !== true && finding.level !== "none";
  return (a.undecided === true || b.undecided === true) && !isDecided(a) && !isDecided(b);
}

/** What one report does not suppress is not suppressed. */
function smaller<T>(a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return undefined;
  return canonicalJson(a) <= canonicalJson(b) ? a : b;
}

/** What one report still has is there, and what one has no state for is of no state. */
function worseState(a: BaselineState | undefined, b: BaselineState | undefined): BaselineState | undefined {
  if (a === undefined || b === undefined) return undefined;
  return [...baselineStates].find((state) => state === a || state === b);
}

/** Each item of both once, sorted; `undefined` for none. */
function union<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): readonly T[] | undefined {
  const byText = new Map([...(a ?? []), ...(b ?? [])].map((item) => [canonicalJson(item), item]));
  const united = [...byText].sort(([x], [y]) => compareText(x, y)).map(([, item]) => item);
  return united.length === 0 ? undefined : united;
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}

/** By place, then by what it is: the order in which people read a file. */
function compareFindings(a: MergedFinding, b: MergedFinding): number {
  return (
    compareText(a.path ?? "", b.path ?? "") ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.tool, b.tool) ||
    compareText(a.rule ?? "", b.rule ?? "") ||
    compareText(keyOf(a), keyOf(b)) ||
    a.occurrence - b.occurrence
  );
}
