import { type Expectation, exceptWords, expectedTests, type PackageRef, type Problem } from "@tollgate/model";

/** What one state of the repository expects, and of which packages it consists. */
export type Expected = {
  readonly expectations: readonly Expectation[];
  readonly packages: readonly PackageRef[];
};

/**
 * What the base expects is expected still, as long as its package is there under its name or in its folder: who takes
 * away a script does not take away the question for its tests. They may have moved into packages below it.
 */
export function uniteExpectations(base: Expected, head: Expected): readonly Expectation[] {
  const folders = new Map(base.packages.map(({ name, dir }) => [name, dir]));
  const removed = base.expectations.flatMap((item): readonly Expectation[] => {
    const owner =
      head.packages.find(({ name }) => name === item.package) ??
      head.packages.find(({ dir }) => dir === folders.get(item.package));
    if (owner === undefined) return [];
    const here = head.expectations.filter((other) => other.package === owner.name);
    if (here.some(({ kind }) => item.kind === undefined || kind === item.kind)) return [];
    const because = `on the base ${item.because}, which this change takes away`;
    return [{ ...item, package: owner.name, because, below: true, removed: true }];
  });
  return [...head.expectations, ...removed];
}

/** Who judges a change must know that it expects less. */
export function removedExpectation(item: Expectation): Problem {
  return {
    code: "expectation-removed",
    severity: "warning",
    message: `Expected are ${expectedTests(item)}: ${item.because}.`,
    remedy: `Bring it back; or, if these tests are meant to go, say so in tollgate.yml: ${exceptWords(item)}.`,
    ...(item.place === undefined ? {} : { path: item.place.path }),
  };
}
