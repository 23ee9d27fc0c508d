import { compareText, type MergedCase, type Report } from "@tollgate/model";
import { xmlAttribute } from "@tollgate/text";
import { caseElement, propertyElement, seconds } from "./junit-case.ts";
import { ownOutput } from "./own-output.ts";
import { redactReport } from "./redact-report.ts";

/**
 * All tests as JUnit XML, in pieces: a suite for each package, kind, test file and environment, and in it one for each
 * block of tests. Tries stand in surefire's elements: `flakyFailure` and `flakyError` below a passed case; below a
 * failing one the first try's failures, and then `rerunFailure` and `rerunError`. Times are seconds; what has no known
 * duration has no time.
 */
export function* renderJunit(report: Report): Generator<string> {
  const { tests } = redactReport(report);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${ownOutput} -->\n`;
  yield `<testsuites name="tollgate" ${totals(tests)}>\n`;
  for (const cases of suitesOf(tests)) {
    yield suiteStart(cases);
    yield* blocks(cases, 0);
    yield "</testsuite>\n";
  }
  yield "</testsuites>\n";
}

/** Groups of cases that share package, kind, file and environment, sorted by these. */
function suitesOf(tests: readonly MergedCase[]): readonly (readonly [MergedCase, ...MergedCase[]])[] {
  const suites = new Map<string, [MergedCase, ...MergedCase[]]>();
  for (const test of tests) {
    const key = [test.package, test.kind, test.file ?? "", test.environment ?? ""].join("\0");
    const suite = suites.get(key);
    if (suite === undefined) suites.set(key, [test]);
    else suite.push(test);
  }
  return [...suites].sort(([a], [b]) => compareText(a, b)).map(([, suite]) => suite);
}

/** Deeper blocks are told in the names of their tests. */
const deepestBlock = 100;

/** The tests of one block, then the blocks inside it, in the order in which they are met. */
function* blocks(cases: readonly MergedCase[], depth: number): Generator<string> {
  const inside = new Map<string, MergedCase[]>();
  for (const test of cases) {
    const name = depth < deepestBlock ? test.suite[depth] : undefined;
    if (name === undefined) yield caseElement(test, depth);
    else if (inside.has(name)) inside.get(name)!.push(test);
    else inside.set(name, [test]);
  }
  for (const [name, tests] of inside) {
    yield `<testsuite name="${xmlAttribute(name)}" ${totals(tests)}>\n`;
    yield* blocks(tests, depth + 1);
    yield "</testsuite>\n";
  }
}

function suiteStart(cases: readonly [MergedCase, ...MergedCase[]]): string {
  const { package: owner, kind, file, environment } = cases[0];
  const properties = [
    ["package", owner],
    ["kind", kind],
    ...(environment === undefined ? [] : [["environment", environment]]),
  ];
  return [
    `<testsuite name="${xmlAttribute(file ?? owner)}" ${totals(cases)}`,
    file === undefined ? "" : ` file="${xmlAttribute(file)}"`,
    environment === undefined ? "" : ` hostname="${xmlAttribute(environment)}"`, // as Playwright names a project
    ">\n<properties>",
    ...properties.map(propertyElement),
    "</properties>\n",
  ].join("");
}

function totals(cases: readonly MergedCase[]): string {
  let [failures, errors, skipped, us] = [0, 0, 0, 0];
  for (const { status, durationUs } of cases) {
    if (status === "failed") failures++;
    else if (status === "errored") errors++;
    else if (status !== "passed") skipped++;
    us += durationUs ?? 0;
  }
  return `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds(us)}"`;
}
