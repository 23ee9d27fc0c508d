import {
  type Attempt,
  compareText,
  type Evidence,
  originId,
  type TestCase,
  testIdentity,
} from "@tollgate/model";

/** A test whose tries lie in several reports, at the place of its final try. */
type FoldedTest = { readonly test: TestCase; readonly sources: readonly string[] };

export type FoldedTries = {
  /** By evidence id and place in its list, what stands instead of a case; `null` where it is an earlier try. */
  readonly instead: ReadonlyMap<string, ReadonlyMap<number, FoldedTest | null>>;
  /** In the order of the evidence. */
  readonly doubts: readonly DoubtfulTries[];
};

/**
 * `no-start`, `at-once`: nothing tells which result is the later try, so they stay apart. `unnumbered`: a failed and a
 * passed result are taken for tries because of their series only.
 */
export type DoubtfulTries = {
  readonly why: "no-start" | "at-once" | "unnumbered";
  /** Of the report that tells the first of them. */
  readonly path: string;
  readonly name: string;
};

/**
 * Folds tries that are reports of their own: those of one series, test and origin, by their start. Arrival and names of
 * files mean nothing. What overlaps in time, or has the number of a try that is there already, is another test.
 */
export function foldTries(evidence: readonly Evidence[]): FoldedTries {
  const instead = new Map<string, Map<number, FoldedTest | null>>();
  const doubts: DoubtfulTries[] = [];
  for (const tries of seriesOf(evidence)) {
    if (tries.length < 2) continue;
    const [{ path, test }] = tries as [Try]; // not empty
    const doubt = (why: DoubtfulTries["why"]): void => void doubts.push({ why, path, name: test.name });
    if (tries.some(({ test }) => test.tryOf?.startedAt === undefined)) {
      doubt("no-start");
      continue;
    }
    const chains = chainsOf(tries.sort(compareTries));
    if (chains.some(({ atOnce }) => atOnce)) doubt("at-once");
    for (const { tries: chain } of chains) {
      if (chain.length === 1) continue;
      for (const told of chain) put(told, told === chain.at(-1) ? fold(chain) : null);
    }
    if (chains.some(({ tries: chain }) => isMended(chain))) doubt("unnumbered");
  }
  return { instead, doubts };

  function put({ source, index }: Try, folded: FoldedTest | null): void {
    const known = instead.get(source) ?? new Map<number, FoldedTest | null>();
    known.set(index, folded);
    instead.set(source, known);
  }
}

type Try = {
  readonly source: string;
  readonly index: number;
  readonly path: string;
  readonly test: TestCase;
};

type Chain = { readonly tries: Try[]; readonly atOnce: boolean };

function seriesOf(evidence: readonly Evidence[]): Iterable<Try[]> {
  const series = new Map<string, Try[]>();
  for (const { id, origin, input, tests } of evidence) {
    let index = -1;
    for (const test of tests?.cases ?? []) {
      index++;
      if (test.tryOf === undefined) continue;
      const of = [originId(origin), input.format ?? "", testIdentity(test), test.tryOf.series].join("\0");
      const told: Try = { source: id, index, path: input.path, test };
      const known = series.get(of);
      if (known === undefined) series.set(of, [told]);
      else known.push(told);
    }
  }
  return series.values();
}

function compareTries(a: Try, b: Try): number {
  return (
    startOf(a) - startOf(b) ||
    numberOf(a) - numberOf(b) ||
    endOf(a) - endOf(b) ||
    compareText(a.source, b.source) ||
    a.index - b.index
  );
}

/** Cuts the results of a series, by their start, where one cannot be the next try of the one before. */
function chainsOf(tries: readonly Try[]): readonly Chain[] {
  const isNumbered = tries.some(({ test }) => test.tryOf?.number !== undefined);
  const chains: Chain[] = [];
  for (const told of tries) {
    const before = chains.at(-1)?.tries.at(-1);
    const atOnce = before !== undefined && (startOf(told) < endOf(before) || isTie(told, before));
    const isOther = before !== undefined && isNumbered && numberOf(told) <= numberOf(before);
    if (before === undefined || atOnce || isOther) chains.push({ tries: [told], atOnce });
    else chains.at(-1)!.tries.push(told);
  }
  return chains;
}

/** Nothing tells which of the two came first. */
function isTie(a: Try, b: Try): boolean {
  return startOf(a) === startOf(b) && numberOf(a) === numberOf(b);
}

function startOf({ test }: Try): number {
  return test.tryOf?.startedAt ?? 0;
}

/** In whole milliseconds, as far as it is certain. */
function endOf({ test }: Try): number {
  return (test.tryOf?.startedAt ?? 0) + Math.floor((test.durationUs ?? 0) / 1_000);
}

function numberOf({ test }: Try): number {
  return test.tryOf?.number ?? 0;
}

/** The last try is the test. Of tries that it only counts, those stay that no report tells. */
function fold(chain: readonly Try[]): FoldedTest {
  const final = chain.at(-1)!.test;
  const told = chain.slice(0, -1).map(({ test }) => attemptOf(test));
  const counted = final.earlier ?? [];
  const untold = counted.slice(0, Math.max(0, counted.length - told.length));
  return {
    test: { ...final, earlier: [...untold, ...told] },
    sources: chain.map(({ source }) => source).sort(compareText),
  };
}

function attemptOf({ status, durationUs, details, attachments }: TestCase): Attempt {
  return {
    status,
    ...(durationUs === undefined ? {} : { durationUs }),
    details,
    ...(attachments === undefined ? {} : { attachments }),
  };
}

/** True when a failure is a try before a pass, and no number says so. */
function isMended(chain: readonly Try[]): boolean {
  const final = chain.at(-1)!.test;
  const failed = chain
    .slice(0, -1)
    .some(({ test: { status } }) => status === "failed" || status === "errored");
  return failed && final.status === "passed" && final.tryOf?.number === undefined;
}
