import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";
import { type RootTag, rootTag } from "../xml/root-tag.ts";

/** A format that is known and that no reader reads. */
export type KnownFormat = {
  readonly id: string;
  readonly what: string;
  readonly holds: "tests" | "coverage" | "findings";
  readonly remedy: string;
};

/** Which unread format the content is, by its root element or the names of its members. */
export function knownFormat(head: Head): KnownFormat | undefined {
  const root = rootTag(head);
  if (root !== undefined) return xmlFormats.find(({ is }) => is(root));
  return formatOfObject(head.text) ?? formatOfList(head.text) ?? formatOfLines(head.text);
}

/** Formats whose evidence a readable report of the same sort beside them holds, too. */
export const oftenRepeated: ReadonlyMap<string, "tests" | "coverage"> = new Map([
  ["testng-xml", "tests"], // surefire and Gradle write JUnit XML for the same run
  ["coverage-xml", "coverage"],
  ["codeclimate-coverage", "coverage"],
]);

const writeJunit =
  "Let the tool write JUnit XML or CTRF, too; without it the results in this file are unknown.";
const writeLcov = "Let the tool write lcov or Cobertura, too.";
const noFindings =
  "Findings are read from SARIF and from ESLint's JSON only: let the tool write SARIF, where they are to be judged.";

type XmlFormat = KnownFormat & { readonly is: (root: RootTag) => boolean };

const failureMarks =
  /<(?:failures?|testcases?|test-case|test_case|unittest|unittestresult|testresult|failed)[\s>/]|\s(?:failures|failed|result|outcome)\s*=\s*["'](?:[1-9]\d*["']|fail)/i;

const xmlFormats: readonly XmlFormat[] = [
  format("testng-xml", "a TestNG report", "tests", ({ name }) => name === "testng-results"),
  format("sonarqube-tests", "SonarQube's generic test report", "tests", ({ name }) =>
    /^(?:testExecutions|unitTest)$/.test(name),
  ),
  format("robot-xml", "a Robot Framework report", "tests", ({ name }) => name === "robot"),
  format(
    "coverage-xml",
    "a coverage report of another format",
    "coverage",
    ({ name, tag }) =>
      /^(?:coverage|scoverage)$/.test(name) || (name === "phpunit" && tag.includes("coverage")),
  ),
  format("checkstyle", "a Checkstyle report", "findings", ({ name }) => name === "checkstyle"),
  format(
    "other-findings",
    "a report of findings",
    "findings",
    ({ name, tag, rest }) =>
      /^(?:pmd|pmd-cpd|BugCollection|dependencyCheck|analysis)$/.test(name) ||
      (name === "issues" && /\sformat\s*=/.test(tag)) ||
      (name === "results" && /^\s*<cppcheck/.test(rest)),
  ),
  // Suites of TestNG and projects of build tools name tests, and hold no results.
  format(
    "other-tests",
    "XML that tells of failures",
    "tests",
    ({ name, tag, rest }) =>
      !/^(?:suite|project|html|svg|configuration)$/i.test(name) && failureMarks.test(tag + rest),
  ),
];

function formatOfObject(text: string): KnownFormat | undefined {
  const keys = topKeys(text);
  if (keys === undefined) return undefined;
  const has = (...names: readonly string[]): boolean => names.every((name) => keys.has(name));
  const inside = (name: string, ...names: readonly string[]): boolean =>
    names.some((member) => keys.get(name)?.has(member) === true);
  if (has("schemaVersion", "files", "thresholds"))
    return plain("stryker-json", "a mutation report", "findings");
  if (has("source_files")) return plain("codeclimate-coverage", "coverage for Code Climate", "coverage");
  const isTests =
    has("testResults") ||
    has("numTotalTests") ||
    has("testsuites") ||
    (has("suites") && (has("errors") || has("stats"))) ||
    (has("stats") && ["tests", "results", "failures"].some((name) => has(name))) ||
    (has("summary") && ["tests", "examples", "results"].some((name) => has(name))) ||
    (has("collection") && inside("run", "failures", "executions")) ||
    inside("results", "tests", "summary");
  return isTests ? plain("other-tests-json", "JSON with results of tests", "tests") : undefined;
}

function formatOfList(text: string): KnownFormat | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  const first = topKeys(text.slice(text.indexOf("{")));
  const isTest =
    first !== undefined &&
    ["status", "state", "result"].some((name) => first.has(name)) &&
    first.has("failures");
  return isTest ? plain("other-tests-json", "JSON with results of tests", "tests") : undefined;
}

/** Events of a runner, one a line. */
function formatOfLines(text: string): KnownFormat | undefined {
  const first = topKeys(text.slice(0, text.indexOf("\n") + 1));
  if (first === undefined || !/^\s*\{.*\}\s*$/.test(text.slice(0, text.indexOf("\n")))) return undefined;
  const isEvent =
    (first.has("type") && (first.has("event") || first.has("protocolVersion"))) ||
    (first.has("Action") && first.has("Time"));
  return isEvent ? plain("other-tests-json", "a stream of test events", "tests") : undefined;
}

function format(
  id: string,
  what: string,
  holds: KnownFormat["holds"],
  is: (root: RootTag) => boolean,
): XmlFormat {
  return { ...plain(id, what, holds), is };
}

function plain(id: string, what: string, holds: KnownFormat["holds"]): KnownFormat {
  const remedy = holds === "tests" ? writeJunit : holds === "findings" ? noFindings : writeLcov;
  return { id, what, holds, remedy };
}
