import { cleanName } from "../json/clean-name.ts";
import { lostResults, missingField } from "../json/doubts.ts";
import { isMembers, type Members, ownInteger, ownMembers, ownText, ownTexts } from "../json/members.ts";
import { optionalPartsOf, partsOf, type ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";

/** Reads which tests cover which lines: those of each mutant's `coveredBy`. */
export function readReport(root: Members, context: ReportContext): void {
  const { sink, cases, whole } = context;
  sink.producer(producerOf(root));
  const names = testNames(root, context);
  const files = ownMembers(root, "files");
  if (files === undefined && whole) cases.doubt(lostResults, `"files", which is not there`);
  for (const [path, file] of Object.entries(files ?? {})) {
    if (!isMembers(file)) {
      cases.doubt(lostResults, `the file ${showValue(path)}`);
      continue;
    }
    for (const [test, lines] of linesByTest(file, path, context))
      sink.lineTests({ path, test: names.get(test) ?? cleanName(test), lines });
  }
}

function producerOf(root: Members): string {
  const framework = ownMembers(root, "framework") ?? {};
  const name = ownText(framework, "name") ?? "mutation test";
  const version = ownText(framework, "version");
  return cleanName(version === undefined ? name : `${name} ${version}`).slice(0, 80);
}

/** Ids of tests to their names, with the file where the report tells it. */
function testNames(root: Members, context: ReportContext): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [path, file] of Object.entries(ownMembers(root, "testFiles") ?? {})) {
    if (!isMembers(file)) continue;
    for (const test of optionalPartsOf(file, "tests", `the test file ${showValue(path)}`, context)) {
      const id = ownText(test, "id");
      const name = ownText(test, "name");
      // Runners that do not tell files have one without a name.
      if (id !== undefined && name !== undefined)
        names.set(id, cleanName(path === "" ? name : `${path} > ${name}`));
    }
  }
  return names;
}

function linesByTest(file: Members, path: string, context: ReportContext): ReadonlyMap<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const mutant of partsOf(file, "mutants", `the file ${showValue(path)}`, context)) {
    const tests = ownTexts(mutant, "coveredBy");
    if (tests.length === 0) continue;
    const first = lineOf(mutant, "start");
    const last = lineOf(mutant, "end");
    if (first === undefined || last === undefined || last < first || last - first > mostLines) {
      context.cases.doubt(missingField, `"location" of a mutant in ${showValue(path)}`);
      continue;
    }
    for (const test of tests) {
      const known = lines.get(test) ?? [];
      lines.set(test, known);
      // A test that covers a mutant came to its first line; what follows may have been left before.
      known.push(first);
    }
  }
  return lines;
}

/** A mutant that is longer is none: its place is damaged. */
const mostLines = 100_000;

function lineOf(mutant: Members, end: "start" | "end"): number | undefined {
  const place = ownMembers(ownMembers(mutant, "location") ?? {}, end);
  return place === undefined ? undefined : ownInteger(place, "line", 1);
}
