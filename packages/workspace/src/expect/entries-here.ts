import {
  type ExpectEntry,
  type ExpectException,
  type ExpectPolicy,
  expectedTests,
  type PackageRef,
  type Problem,
} from "@tollgate/model";

export type EntriesHere = { readonly expect?: ExpectPolicy; readonly problems: readonly Problem[] };

/**
 * The entries of a policy for the packages that there are: the policy of the base may name one that the change renames,
 * which is followed by its folder, or takes away, of which nothing can arrive any more.
 */
export function entriesHere(
  expect: ExpectPolicy | undefined,
  head: readonly PackageRef[],
  base: readonly PackageRef[],
): EntriesHere {
  if (expect === undefined) return { problems: [] };
  const here = (name: string): string | undefined => {
    if (head.some((item) => item.name === name)) return name;
    const dir = base.find((item) => item.name === name)?.dir;
    return head.find((item) => item.dir === dir)?.name;
  };
  const follow = <T extends ExpectEntry | ExpectException>(items: readonly T[]): readonly T[] =>
    items.flatMap((item) => {
      const name = here(item.package);
      return name === undefined ? [] : [{ ...item, package: name }];
    });
  return {
    expect: { ...expect, entries: follow(expect.entries), except: follow(expect.except) },
    problems: expect.entries.filter((item) => here(item.package) === undefined).map(withoutPackage),
  };
}

/** Whether the policy names a package that is not there. */
export function namesAbsent({ entries, except }: ExpectPolicy, head: readonly PackageRef[]): boolean {
  const names = new Set(head.map(({ name }) => name));
  return [...entries, ...except].some((item) => !names.has(item.package));
}

function withoutPackage(entry: ExpectEntry): Problem {
  const { path, line } = entry.place;
  return {
    code: "expectation-removed",
    severity: "warning",
    message: `The policy expects ${expectedTests(entry)}, and the workspace has no such package.`,
    remedy: "Remove the entry from `expect`, or write the name that the package has now.",
    path,
    line,
  };
}
