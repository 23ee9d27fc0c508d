import type { XmlAttributes } from "../xml/handler.ts";
import type { Dialect } from "./known-writers.ts";
import { cypress, isCypress, mocha, pytest, type SuitePosition, writerBySuite } from "./known-writers.ts";

export const unknownDialect: Dialect = {};

const vitest: Dialect = { producer: "vitest", joinsTitlesWith: " > ", suiteIsFile: true };
const playwright: Dialect = {
  producer: "Playwright",
  joinsTitlesWith: " › ",
  suiteIsFile: true,
  hostIsProject: true,
};

/** The names that runners give to the whole run unless they are told another. */
const byRootName: ReadonlyMap<string, Dialect> = new Map([
  ["vitest tests", vitest],
  ["jest tests", { producer: "jest-junit" }],
  ["Mocha Tests", mocha],
  ["pytest tests", pytest],
  ["nextest-run", { producer: "cargo-nextest" }],
]);

/** Looks at one `testsuites`. Playwright alone gives it an `id`, empty by default. */
export function dialectOfRoot(attributes: XmlAttributes): Dialect {
  const name = attributes.get("name");
  const known = name === undefined ? undefined : byRootName.get(name);
  if (known !== undefined) return known;
  const hasId = attributes.get("id") !== undefined && name !== undefined;
  if (hasId && attributes.get("errors") !== undefined) return maybePlaywright;
  if (name === "AllTests" && attributes.get("disabled") !== undefined) return { producer: "googletest" };
  return unknownDialect;
}

/** Known by its root; its suites have to agree. */
const maybePlaywright: Dialect = {};

/** Looks at a `testsuite` below a root of the dialect `root`. */
export function dialectOfSuite(attributes: XmlAttributes, root: Dialect, position: SuitePosition): Dialect {
  // Cypress runs mocha's reporter, which names the run.
  if (root === mocha) return isCypress(attributes) ? cypress : root;
  if (root.producer !== undefined) return root;
  if (root === maybePlaywright) {
    const isTimed = attributes.get("hostname") !== undefined && attributes.get("timestamp") !== undefined;
    return isTimed && isScript(attributes.get("name") ?? "") ? playwright : root;
  }
  return writerBySuite(attributes, position) ?? root;
}

/** The file that a suite stands for, where the dialect writes files as suites. */
export function fileOfSuite(name: string | undefined, dialect: Dialect): string | undefined {
  return dialect.suiteIsFile && name !== undefined && isScript(name) ? name : undefined;
}

function isScript(name: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(name);
}
