import { isNoJson, objectsOf } from "./json-marks.ts";
import { failingTries, type Marks } from "./marks.ts";

/** Formats of lines: what single lines say. */
export const lineMarks: readonly (readonly [format: string, marks: Marks])[] = [
  [
    "go-test-json",
    { count: (text) => countGoFailures(text.split("\n")), found: failingTries, isBroken: hasBrokenLine },
  ],
  [
    "tap",
    {
      count: (text) =>
        text.split("\n").filter((line) => /^not ok(?! .*# *(?:todo|skip))(?:[ \r]|$)/i.test(line)).length,
      found: failingTries,
      isBroken: (text) => !/^\s*\d+\.\.\d/m.test(text),
    },
  ],
  [
    "cucumber-messages",
    { count: (text) => countFailedTries(text.split("\n")), found: failingTries, isBroken: hasBrokenLine },
  ],
  [
    "dart-json",
    {
      count: distinct(/^\{"testID":(\d+),"result":"(?:failure|error)",.*"type":"testDone".*\}\r?$/),
      isBroken: hasBrokenLine,
    },
  ],
  ["teamcity", { count: distinct(/^##teamcity\[testFailed name='((?:[^'|]|\|.)+)' .*'\]\r?$/) }],
  [
    "tollgate-tests",
    {
      count: linesOf(({ status, suite }) =>
        Number((status === "failed" || status === "errored") && Array.isArray(suite)),
      ),
      isBroken: hasBrokenLine,
    },
  ],
  [
    "gherkin",
    {
      count: countScenarios,
      found: ({ specification: told }) => (told === undefined ? 0 : told.scenarios + told.outlines),
    },
  ],
  [
    "mocha-json-stream",
    {
      count: linesOf((pair) => Number(pair[0] === "fail" && pair[1] !== null && typeof pair[1] === "object")),
      isBroken: hasBrokenLine,
    },
  ],
];

/** What the values of single lines say. */
function linesOf(failures: Parameters<typeof objectsOf>[0]): (text: string) => number {
  const count = objectsOf(failures);
  return (text) => text.split("\n").reduce((sum, line) => sum + count(line), 0);
}

/** A line that begins as an event and is none. */
function hasBrokenLine(text: string): boolean {
  return text.split("\n").some((line) => /^(?:\{"|\["\w+",\{)/.test(line) && isNoJson(line));
}

/** How many different things the lines name that match. */
function distinct(line: RegExp): (text: string) => number {
  return (text) => new Set(text.split("\n").flatMap((one) => line.exec(one)?.[1] ?? [])).size;
}

/** A specification has no failures, but no scenario of it may be lost. Where a docstring may hide one none is counted. */
function countScenarios(text: string): number {
  if (/#[ \t]*language|"""|```/.test(text)) return 0;
  return text.split("\n").filter((line) => /^[ \t]*Scenario:/.test(line)).length;
}

/** Failed tests without subtests. */
function countGoFailures(lines: readonly string[]): number {
  const named = lines.flatMap((line) => /"Test":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? []);
  return lines.filter((line) => {
    const name =
      /^\{(?:"Time":"[^"]*",)?"Action":"fail",(?:"Package":"[^"]*",)?"Test":"((?:[^"\\]|\\.)+)"(?:,"Elapsed":[0-9.]+)?\}$/.exec(
        line,
      )?.[1];
    return name !== undefined && !named.some((other) => other.startsWith(`${name}/`));
  }).length;
}

/** Tries with a step that has failed, by the id that their lines name. */
function countFailedTries(lines: readonly string[]): number {
  const tries = new Set<string>();
  for (const line of lines) {
    const id = /^\{"testStepFinished":\{.*"testCaseStartedId":"([^"]*)"/.exec(line)?.[1];
    if (id !== undefined && /"status":"(?:FAILED|UNDEFINED|AMBIGUOUS|PENDING)"/.test(line)) tries.add(id);
  }
  return tries.size;
}
