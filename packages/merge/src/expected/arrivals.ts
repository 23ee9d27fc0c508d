import type { Evidence, Expectation, PackageRef, TestCase } from "@tollgate/model";

/** Evidence that may be what an expectation waits for. */
export type Arrival = {
  readonly item: Evidence;
  /** Its tests that belong to the expectation; empty for a report that cannot be used. */
  readonly cases: readonly TestCase[];
};

/** What came for an expectation. */
export type FindArrivals = (expectation: Expectation) => readonly Arrival[];

/** Made once for all expectations. */
export function createArrivals(evidence: readonly Evidence[], packages: readonly PackageRef[]): FindArrivals {
  const dirs = new Map(packages.map(({ name, dir }) => [name, dir]));
  const byOwner = evidence.flatMap((item) => {
    if (item.status === "invalid" || item.status === "unrecognised")
      return [{ item, cases: new Map<string, readonly TestCase[]>([[item.origin.package, []]]) }];
    if (item.tests === undefined) return [];
    return [{ item, cases: casesByOwner(item.tests.cases) }];
  });
  return ({ package: wanted, kind, below }) => {
    const dir = dirs.get(wanted);
    const fits = (owner: string): boolean => {
      if (owner === wanted) return true;
      const other = dirs.get(owner);
      return below === true && dir !== undefined && other !== undefined && isBelow(dir, other);
    };
    return byOwner.flatMap(({ item, cases }): readonly Arrival[] => {
      if (kind !== undefined && item.origin.kind !== kind) return [];
      const isRunner = fits(item.origin.package);
      const own = [...cases].filter(([owner]) => isRunner || fits(owner));
      return own.length === 0 && !isRunner ? [] : [{ item, cases: own.flatMap(([, list]) => list) }];
    });
  };
}

function isBelow(dir: string, other: string): boolean {
  return dir === "" || other.startsWith(`${dir}/`);
}

function casesByOwner(cases: readonly TestCase[]): ReadonlyMap<string, readonly TestCase[]> {
  const owners = new Map<string, TestCase[]>();
  for (const test of cases) {
    const known = owners.get(test.package);
    if (known === undefined) owners.set(test.package, [test]);
    else known.push(test);
  }
  return owners;
}
