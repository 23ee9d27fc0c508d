import { isTestTask, manifestPath, type PackageRef, type Report, type Scope } from "@tollgate/model";
import { isCertainlyWithin, testsWithin } from "../../evidence/count-tests.ts";
import { within } from "../../evidence/within.ts";

/** A package that is asked for a test, and whether one ran. */
export type TestedPackage = { readonly name: string; readonly ran: boolean; readonly skipped: number };

/** A package that is asked for none. */
export type LeftOut = { readonly name: string; readonly why: string };

export type ChosenPackages = {
  readonly packages: readonly TestedPackage[];
  readonly leftOut: readonly LeftOut[];
  /** How many packages of the scope the entry excepts. */
  readonly excepted: number;
};

/** Packages of the scope: those that need a test, and those of which that is not asked. */
export function chosenPackages(report: Report, scope: Scope, except: readonly string[]): ChosenPackages {
  const holds = within(report, scope);
  const named = new Set([scope.package, ...(scope.packages ?? [])]);
  const packages: TestedPackage[] = [];
  const leftOut: LeftOut[] = [];
  let excepted = 0;
  for (const item of report.packages) {
    const { name, dir } = item;
    if (!holds({ package: name, path: manifestPath(dir) })) continue;
    if (except.includes(name)) {
      excepted++;
      continue;
    }
    const tested = testedPackage(report, scope, name);
    const why = named.has(name) || tested.ran || tested.skipped > 0 ? undefined : needlessness(report, item);
    if (why === undefined) packages.push(tested);
    else leftOut.push({ name, why });
  }
  return { packages, leftOut, excepted };
}

function testedPackage(report: Report, scope: Scope, name: string): TestedPackage {
  const { kind, environment } = scope;
  const own: Scope = {
    package: name,
    ...(kind === undefined ? {} : { kind }),
    ...(environment === undefined ? {} : { environment }),
  };
  const tests = testsWithin(report, own).filter((test) => isCertainlyWithin(test, own));
  const skipped = tests.filter(({ status }) => status === "skipped" || status === "todo").length;
  return { name, ran: skipped < tests.length, skipped };
}

function needlessness({ packages }: Report, { dir, codeless, scripts }: PackageRef): string | undefined {
  if (dir === "" && packages.length > 1) return "the root of the workspace";
  return codeless === true && !scripts.some(isTestTask) ? "no code and no test script" : undefined;
}
