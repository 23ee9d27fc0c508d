import type { MergedCase, MergedFile, Report, Scope } from "@tollgate/model";
import { once } from "./once.ts";

/** Tests of the packages that a scope names; all where it names none. In the order of the report. */
export function testsOfPackages(report: Report, scope: Scope): readonly MergedCase[] {
  return itemsOf(scope, report.tests, testsByPackage(report));
}

/** Measured files of the packages that a scope names; all where it names none. In the order of the report. */
export function filesOfPackages(report: Report, scope: Scope): readonly MergedFile[] {
  return itemsOf(scope, report.coverage, filesByPackage(report));
}

function itemsOf<Item>(
  { package: owning, packages = [] }: Scope,
  all: readonly Item[],
  byPackage: ReadonlyMap<string, readonly Item[]>,
): readonly Item[] {
  if (owning !== undefined) return byPackage.get(owning) ?? [];
  return packages.length === 1 ? (byPackage.get(packages[0]!) ?? []) : all;
}

const testsByPackage = once((report: Report) => Map.groupBy(report.tests, ({ package: owning }) => owning));
const filesByPackage = once((report: Report) =>
  Map.groupBy(report.coverage, ({ package: owning }) => owning),
);
