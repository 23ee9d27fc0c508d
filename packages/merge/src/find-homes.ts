import type { Evidence, TestCase } from "@tollgate/model";

type Source = Pick<Evidence, "origin" | "input">;

/**
 * Recognises a test that two formats of one run tell in different words: one joins suites and name with spaces, or
 * leaves out the file (jest-junit does both), the other has all of them (jest's JSON). The poorer telling takes the
 * place of the richer one, but only where exactly one test of another format has that title; else they stay apart,
 * because nothing tells which is which.
 */
export function createHomeFinder(evidence: readonly Evidence[]): (test: TestCase, of: Source) => TestCase {
  const homes = new Map<string, Home>();
  for (const { origin, input, tests } of evidence) {
    for (const test of tests?.cases ?? []) {
      if (test.file === undefined) continue;
      for (const file of [test.file, ""])
        addHome(homes, keyOf(test, origin.kind, file, spaced(test.suite, test.name)), test, input);
    }
  }
  return (test, { origin, input }) => {
    for (const title of titlesOf(test)) {
      const home = homes.get(keyOf(test, origin.kind, test.file ?? "", title));
      if (home?.test === undefined || home.formats.has(input.format ?? "")) continue;
      const { suite, name, file } = home.test;
      return { ...test, suite, name, ...(file === undefined ? {} : { file }) };
    }
    return test;
  };
}

/** The only test of a title; none where there are several. */
type Home = { test: TestCase | undefined; readonly formats: Set<string> };

function addHome(
  homes: Map<string, Home>,
  key: string,
  test: TestCase,
  { format = "" }: Source["input"],
): void {
  const known = homes.get(key);
  if (known === undefined) homes.set(key, { test, formats: new Set([format]) });
  else if (known.test === undefined || isSame(known.test, test)) known.formats.add(format);
  else if (known.formats.has(format) || known.test.file !== test.file) known.test = undefined;
  else if (test.suite.length > known.test.suite.length) homes.set(key, { test, formats: new Set([format]) });
}

/** How another format may call it: joined with spaces, without the first suite, which jest-junit takes from elsewhere. */
function titlesOf({ suite, name, file }: TestCase): readonly string[] {
  const joined = spaced(suite, name);
  return file !== undefined || suite.length === 0 ? [joined] : [joined, name, spaced(suite.slice(1), name)];
}

function keyOf(
  { package: owner, environment = "" }: TestCase,
  kind: string,
  file: string,
  title: string,
): string {
  return [owner, kind, environment, file, title].join("\0");
}

function spaced(suite: readonly string[], name: string): string {
  return suite.length === 0 ? name : `${suite.join(" ")} ${name}`;
}

function isSame(a: TestCase, b: TestCase): boolean {
  return a.file === b.file && a.name === b.name && a.suite.join("\0") === b.suite.join("\0");
}
