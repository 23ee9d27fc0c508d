/** One test of a JUnit report. */
export type Told = {
  readonly name: string;
  readonly status?: "passed" | "failed" | "errored" | "skipped";
  /** Of a failure. @default expected 1 to be 2 */
  readonly message?: string;
  /** Failed tries before a passed one, as Maven's Surefire writes them. */
  readonly flaky?: boolean;
  readonly seconds?: number;
};

/** A JUnit report as vitest and Surefire write it, of one test file. */
export function junit(file: string, tests: readonly Told[]): string {
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const totals = `tests="${tests.length}" failures="${count("failed")}" errors="${count("errored")}" skipped="${count("skipped")}"`;
  const cases = tests.map((test) => testcase(file, test)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="vitest tests" ${totals} time="0.5">
  <testsuite name="${file}" timestamp="2026-11-25T10:00:00.000Z" hostname="ci" ${totals} time="0.5">
${cases}  </testsuite>
</testsuites>
`;
}

function testcase(file: string, { name, status = "passed", message, flaky, seconds = 0.03 }: Told): string {
  const open = `    <testcase classname="${file}" file="${file}" name="${name}" time="${seconds}"`;
  const said = message ?? "expected 1 to be 2";
  const failure = `message="${said}" type="AssertionError">AssertionError: ${said}`;
  if (flaky === true) return `${open}>\n      <flakyFailure ${failure}</flakyFailure>\n    </testcase>\n`;
  if (status === "failed") return `${open}>\n      <failure ${failure}</failure>\n    </testcase>\n`;
  if (status === "errored") return `${open}>\n      <error ${failure}</error>\n    </testcase>\n`;
  if (status === "skipped") return `${open}>\n      <skipped/>\n    </testcase>\n`;
  return `${open}/>\n`;
}

/** Lines of a file that tests hit, of all its lines: each holds one statement. */
export type Measured = { readonly path: string; readonly lines: number; readonly hit: readonly number[] };

/** A coverage-final.json as istanbul writes it. The first statement stands in an `if` with two arms. */
export function istanbul(
  files: readonly Measured[],
  { withBranches = true }: { readonly withBranches?: boolean } = {},
): string {
  const entries = files.map(({ path, lines, hit }) => {
    const numbers = Array.from({ length: lines }, (_, i) => i + 1);
    const placeOf = (line: number): object => ({
      start: { line, column: 0 },
      end: { line, column: 20 },
    });
    const first = hit.includes(1) ? 1 : 0;
    return [
      path,
      {
        path,
        statementMap: Object.fromEntries(numbers.map((line) => [String(line - 1), placeOf(line)])),
        s: Object.fromEntries(numbers.map((line) => [String(line - 1), hit.includes(line) ? 1 : 0])),
        fnMap: {},
        f: {},
        branchMap: withBranches
          ? { "0": { loc: placeOf(1), type: "if", locations: [placeOf(1), placeOf(1)], line: 1 } }
          : {},
        b: withBranches ? { "0": [first, first] } : {},
      },
    ] as const;
  });
  return JSON.stringify(Object.fromEntries(entries));
}

export type Found = { readonly level: "error" | "warning"; readonly path: string; readonly line: number };

/** A SARIF log as ESLint's formatter writes it. */
export function sarif(
  found: readonly Found[],
  { succeeded = true }: { readonly succeeded?: boolean } = {},
): string {
  return JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ESLint", version: "9.0.0", rules: [{ id: "no-unused-vars" }] } },
        invocations: [{ executionSuccessful: succeeded }],
        results: found.map(({ level, path, line }) => ({
          ruleId: "no-unused-vars",
          level,
          message: { text: "It is never used." },
          locations: [{ physicalLocation: { artifactLocation: { uri: path }, region: { startLine: line } } }],
        })),
      },
    ],
  });
}
