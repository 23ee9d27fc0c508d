import {
  type Cell,
  type CoverageTally,
  compareText,
  type Extent,
  extentsOf,
  type Kind,
  type MergedCase,
  type MergedFile,
  type TestTally,
  type Totals,
} from "@tollgate/model";

/** Package × kind: tests by the package of the test file, coverage by the package of the source file. */
export function cellsOf(tests: readonly MergedCase[], files: readonly MergedFile[]): readonly Cell[] {
  const testsOf = new Map<string, MergedCase[]>();
  for (const test of tests) push(testsOf, cellKey(test.package, test.kind), test);
  const filesOf = new Map<string, MergedFile[]>();
  for (const file of files)
    for (const { kind } of file.byKind) push(filesOf, cellKey(file.package, kind), file);
  const keys = [...new Set([...testsOf.keys(), ...filesOf.keys()])].sort(compareText);
  return keys.map((key) => {
    const [owner, kind] = key.split("\0") as [string, Kind]; // made by cellKey
    const measured = filesOf.get(key);
    return {
      package: owner,
      kind,
      tests: tallyTests(testsOf.get(key) ?? []),
      ...(measured === undefined ? {} : { coverage: tallyCoverage(measured, kind) }),
    };
  });
}

export function totalsOf(tests: readonly MergedCase[], files: readonly MergedFile[]): Totals {
  return { tests: tallyTests(tests), ...(files.length === 0 ? {} : { coverage: tallyCoverage(files) }) };
}

export function tallyTests(tests: readonly MergedCase[]): TestTally {
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0, todo: 0 };
  let flaky = 0;
  let recovered = 0;
  let durationUs = 0;
  for (const test of tests) {
    counts[test.status]++;
    if (test.flaky) flaky++;
    if (test.recovered) recovered++;
    durationUs += test.durationUs ?? 0;
  }
  return { cases: tests.length, ...counts, flaky, recovered, durationUs };
}

/** Over all kinds, or as one kind alone measured it. */
export function tallyCoverage(files: readonly MergedFile[], kind?: Kind): CoverageTally {
  const lines = emptyExtent();
  const functions = emptyExtent();
  const branches = emptyExtent();
  for (const file of files) {
    const measured = countsOf(file, kind);
    if (measured === undefined) continue;
    const extents = extentsOf(file.map, measured.counts, measured.mayCounts);
    add(lines, extents.lines);
    add(functions, extents.functions);
    add(branches, extents.branches);
  }
  return { files: files.length, lines, functions, branches };
}

/** The counts of one kind, or of all. */
export function countsOf(
  file: MergedFile,
  kind?: Kind,
): Pick<MergedFile, "counts" | "mayCounts"> | undefined {
  return kind === undefined ? file : file.byKind.find((counts) => counts.kind === kind);
}

type Growing = { found: number; hit: number; mayHit: number };

function emptyExtent(): Growing {
  return { found: 0, hit: 0, mayHit: 0 };
}

function add(extent: Growing, more: Extent): void {
  extent.found += more.found;
  extent.hit += more.hit;
  extent.mayHit += more.mayHit;
}

function cellKey(owner: string, kind: Kind): string {
  return `${owner}\0${kind}`;
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
