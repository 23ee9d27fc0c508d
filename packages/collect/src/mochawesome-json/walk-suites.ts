import { cleanName } from "../json/clean-name.ts";
import { lostResults } from "../json/doubts.ts";
import { extendPath } from "../json/extend-path.ts";
import { isMembers, type Members, own, ownText } from "../json/members.ts";
import { optionalPartsOf, partsOf, type ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";
import { quote } from "../problem-tally.ts";

/** A test or a hook with where it stands. */
export type Placed = {
  readonly entry: Members;
  readonly isHook: boolean;
  readonly suite: readonly string[];
  readonly file: string | undefined;
};

/** Tests and hooks of all suites in their order. Walks by a list of its own, so that depth costs no stack. */
export function* walkSuites(results: readonly unknown[], context: ReportContext): Iterable<Placed> {
  const open: Step[] = stepsTo(results, [], undefined);
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { value, path } = step;
    if (value === false) continue; // what mochawesome writes for a run without a suite
    if (!isMembers(value)) {
      context.cases.doubt(lostResults, `a suite that is ${showValue(value)}`);
      continue;
    }
    const suite = extendPath(path, ownText(value, "title"), context.cases);
    const file = fileOf(value) ?? step.file;
    const where = `the suite ${quote(suite.at(-1) ?? "")}`;
    for (const list of ["beforeHooks", "afterHooks"] as const)
      for (const entry of optionalPartsOf(value, list, where, context))
        yield { entry, isHook: true, suite, file };
    for (const entry of partsOf(value, "tests", where, context)) yield { entry, isHook: false, suite, file };
    for (const nested of stepsTo(suitesOf(value, where, context), suite, file)) open.push(nested);
  }
}

type Step = { readonly value: unknown; readonly path: readonly string[]; readonly file: string | undefined };

/** The absolute path where there is one: mochawesome takes the folder of the run off the other. */
function fileOf(suite: Members): string | undefined {
  const told = ["fullFile", "file"].map((name) => cleanName(ownText(suite, name) ?? ""));
  return told.find((path) => path !== "");
}

/** The last step is taken first. */
function stepsTo(suites: readonly unknown[], path: readonly string[], file: string | undefined): Step[] {
  return suites.map((value) => ({ value, path, file })).reverse();
}

function suitesOf(suite: Members, where: string, { cases }: ReportContext): readonly unknown[] {
  const told = own(suite, "suites");
  if (Array.isArray(told)) return told;
  if (told !== undefined && told !== null)
    cases.doubt(lostResults, `"suites" of ${where}, which is ${showValue(told)}`);
  return [];
}
