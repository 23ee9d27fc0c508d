import { compareText, type MergedCase, type RepoPath } from "@tollgate/model";
import { caseKey } from "../tellings.ts";

/**
 * Names the gap between two tests that stayed in which a test of the base went, or a test of now came: another name in
 * the same gap, also when a line that was added above moved all of them. Both neighbours have to be there, because at
 * the end of a suite a new test takes the place of a removed one just so.
 */
export function findGaps(
  before: readonly MergedCase[],
  now: readonly MergedCase[],
  fileNow: (test: MergedCase) => RepoPath,
): ReadonlyMap<MergedCase, string> {
  const olds = suitesOf(before, fileNow);
  const news = suitesOf(now, ({ file = "" }) => file);
  const gaps = new Map<MergedCase, string>();
  for (const [suite, tests] of olds) {
    const others = news.get(suite) ?? [];
    const staying = new Set(others.map(nameKey));
    const stayed = new Set(tests.map(nameKey).filter((name) => staying.has(name)));
    for (const side of [tests, others]) noteGaps(side, suite, stayed, gaps);
  }
  return gaps;
}

/** Tests of each suite that have lines, by line. */
type Suites = ReadonlyMap<string, readonly MergedCase[]>;

function suitesOf(tests: readonly MergedCase[], fileOf: (test: MergedCase) => RepoPath): Suites {
  const suites = new Map<string, MergedCase[]>();
  for (const test of tests) {
    if (test.line === undefined || test.file === undefined) continue;
    const key = [test.kind, test.environment ?? "", fileOf(test), ...test.suite].join("\0");
    const known = suites.get(key);
    if (known === undefined) suites.set(key, [test]);
    else known.push(test);
  }
  for (const suite of suites.values())
    suite.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || compareText(caseKey(a), caseKey(b)));
  return suites;
}

function noteGaps(
  tests: readonly MergedCase[],
  suite: string,
  stayed: ReadonlySet<string>,
  gaps: Map<MergedCase, string>,
): void {
  let from: string | undefined;
  let open: MergedCase[] = [];
  for (const test of tests) {
    const name = nameKey(test);
    if (!stayed.has(name)) open.push(test);
    else {
      if (from !== undefined) for (const inside of open) gaps.set(inside, [suite, from, name].join("\0"));
      from = name;
      open = [];
    }
  }
}

function nameKey({ name, occurrence }: MergedCase): string {
  return `${name}\0${occurrence}`;
}
