import { compareText, type Evidence, fullTitle, type TestCase } from "@tollgate/model";

/** One report that stands for several packages: what it says of each of them. */
export function withReused(known: Evidence | undefined, item: Evidence): Evidence {
  if (known?.reused === undefined || item.reused === undefined) return item;
  const packages = new Map(
    [...known.reused.packages, ...item.reused.packages].map((found) => [found.name, found]),
  );
  const tests = known.tests ?? item.tests;
  const cases = union(known.tests?.cases ?? [], item.tests?.cases ?? [], keyOf);
  const files = union(known.coverage?.files ?? [], item.coverage?.files ?? [], ({ path }) => path);
  return {
    ...known,
    ...(tests === undefined ? {} : { tests: { ...tests, entries: cases.length, cases } }),
    ...(files.length === 0 ? {} : { coverage: { files } }),
    reused: {
      ...known.reused,
      packages: [...packages.values()].sort((a, b) => compareText(a.name, b.name)),
    },
  };
}

/** Cases keep their number: several of one identity are several tests. */
function union<T>(known: readonly T[], more: readonly T[], key: (item: T) => string): readonly T[] {
  const keys = new Set(known.map(key));
  return [...known, ...more.filter((item) => !keys.has(key(item)))];
}

function keyOf(test: TestCase): string {
  return JSON.stringify([test.package, test.file, fullTitle(test)]);
}
