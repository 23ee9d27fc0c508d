import type { XmlAttributes } from "../xml/handler.ts";

/** What is known about the tool that wrote a report, and what follows for the identity of its tests. */
export type Dialect = {
  /** Only when it is certain. */
  readonly producer?: string;
  /** The case's name is a path of titles that this joins. */
  readonly joinsTitlesWith?: string;
  /** A suite is a test file and is called by its path. */
  readonly suiteIsFile?: boolean;
  /** The suite's `hostname` is the browser project. */
  readonly hostIsProject?: boolean;
  /** Lines count from 0. */
  readonly linesFromZero?: boolean;
  /** Pending tests are counted and not written. */
  readonly omitsPending?: boolean;
};

/** Where a `testsuite` stands: by itself, or in something else. */
export type SuitePosition = "outermost" | "inside";

/** A tool that is known by the attributes of its suites; of two that fit the first one counts. */
type SuiteMark = {
  readonly dialect: Dialect;
  readonly is: (attributes: XmlAttributes, position: SuitePosition) => boolean;
};

export function writerBySuite(attributes: XmlAttributes, position: SuitePosition): Dialect | undefined {
  return suiteMarks.find(({ is }) => is(attributes, position))?.dialect;
}

/** Looks at the first test case of a report whose writer is not known yet. */
export function writerByCase(attributes: XmlAttributes): Dialect | undefined {
  if (attributes.get("duration") !== undefined && attributes.get("status") === "run")
    return { producer: "Bazel" };
  return /^\[\d+(?:\.\d+)?:\d+\] /.test(attributes.get("name") ?? "") ? { producer: "Karate" } : undefined;
}

/** Looks at a property of a suite whose writer is not known yet. */
export function writerByProperty(attributes: XmlAttributes, suiteHasId: boolean): Dialect | undefined {
  const name = attributes.get("name") ?? "";
  if (name === "go.version") return { producer: suiteHasId ? "go-junit-report" : "gotestsum" };
  if (/^surefire\.(?:test|real)\.class\.path$/.test(name)) return { producer: "surefire" };
  return name.startsWith("ant.") ? { producer: "Ant" } : undefined;
}

export const mocha: Dialect = { producer: "mocha-junit-reporter", omitsPending: true };
export const cypress: Dialect = { producer: "Cypress", omitsPending: true };
export const pytest: Dialect = { producer: "pytest", linesFromZero: true };

const suiteMarks: readonly SuiteMark[] = [
  { dialect: { producer: "minitest" }, is: (a) => has(a, "assertions", "filepath") },
  {
    dialect: { producer: "PHPUnit" },
    is: (a) =>
      has(a, "assertions") && (has(a, "warnings") || (has(a, "errors") && a.get("timestamp") === undefined)),
  },
  { dialect: { producer: "ESLint" }, is: (a) => a.get("package") === "org.eslint" },
  {
    dialect: { producer: "surefire" },
    is: (a) => a.get("xsi:noNamespaceSchemaLocation")?.includes("surefire-test-report") === true,
  },
  { dialect: { producer: "Catch2" }, is: (a) => a.get("hostname") === "tbd" },
  { dialect: { producer: "k6" }, is: (a) => /^k6 thresholds$/i.test(a.get("name") ?? "") },
  { dialect: { producer: "XCTest" }, is: (a) => a.get("name") === "TestResults" && a.count === 5 },
  // mocha-junit-reporter's root has the name that the user gave, the first suite is its own.
  { dialect: cypress, is: (a) => isMochaRoot(a) && isCypress(a) },
  { dialect: mocha, is: isMochaRoot },
  {
    dialect: { producer: "mocha" },
    is: (a, position) =>
      position === "outermost" && /^[A-Z][a-z]{2}, \d\d .* GMT$/.test(a.get("timestamp") ?? ""),
  },
  {
    dialect: { producer: "TestNG" },
    is: (a) =>
      has(a, "ignored", "hostname", "errors") || /T[\d:.]+ [A-Z]{3,4}$/.test(a.get("timestamp") ?? ""),
  },
  {
    dialect: { producer: "CTest" },
    is: (a, position) =>
      position === "outermost" && has(a, "disabled", "hostname") && a.get("errors") === undefined,
  },
  {
    dialect: { producer: "cucumber-js" },
    is: (a, position) => position === "outermost" && a.get("name") === "Cucumber",
  },
  {
    dialect: { producer: "newman" },
    is: (a) =>
      has(a, "timestamp", "errors") && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/.test(a.get("id") ?? ""),
  },
  {
    dialect: { producer: "Nette Tester" },
    is: (a) => a.get("name") === undefined && has(a, "errors", "skipped", "timestamp"),
  },
  {
    dialect: { producer: "behave" },
    is: (a, position) => position === "outermost" && hasPythonTime(a) && !isNamedPytest(a),
  },
  // The suite may have a name of the user.
  { dialect: pytest, is: (a) => hasPythonTime(a) || isNamedPytest(a) },
];

/** A spec of Cypress, by its file. */
export function isCypress(attributes: XmlAttributes): boolean {
  return /\.cy\.[cm]?[jt]sx?$|(?:^|[\\/])cypress[\\/]/.test(attributes.get("file") ?? "");
}

function has(attributes: XmlAttributes, ...names: readonly string[]): boolean {
  return names.every((name) => attributes.get(name) !== undefined);
}

function isMochaRoot(attributes: XmlAttributes): boolean {
  return (
    attributes.get("name") === "Root Suite" &&
    attributes.get("hostname") === undefined &&
    attributes.get("timestamp") !== undefined
  );
}

function isNamedPytest(attributes: XmlAttributes): boolean {
  return (
    attributes.get("name") === "pytest" &&
    (has(attributes, "hostname", "timestamp") || has(attributes, "errors"))
  );
}

/** Microseconds, as Python writes them. */
function hasPythonTime(attributes: XmlAttributes): boolean {
  return (
    has(attributes, "hostname", "errors", "skipped") &&
    /\.\d{6}(?:[+-]\d\d:\d\d)?$/.test(attributes.get("timestamp") ?? "")
  );
}
