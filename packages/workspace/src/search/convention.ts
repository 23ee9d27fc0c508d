import type { RepoPath } from "@tollgate/model";

/** `promised`: what cannot be read is an error. `possible`: it counts when its content is recognised. */
export type Expectation = "promised" | "possible";

/** What the place and name of a file say by convention; `undefined` when it is no report. */
export function expectationOf(path: RepoPath): Expectation | undefined {
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  if (!extensions.has(extension)) return undefined;
  if (promising.some((pattern) => pattern.test(name)) || turboSummary.test(path)) return "promised";
  if (slash >= 0 && isReportFolder(path.slice(0, slash)))
    return promisingThere.test(name) ? "promised" : "possible";
  return likely.test(name) ? "possible" : undefined;
}

/** Whether reports are kept in the folder or in one above it. */
export function isReportFolder(path: RepoPath): boolean {
  return path.split("/").some((name) => reportFolders.has(name.toLowerCase()));
}

/** The outermost folder of a file in which reports are kept. */
export function reportFolderOf(path: RepoPath): RepoPath | undefined {
  const names = path.split("/");
  const at = names.slice(0, -1).findIndex((name) => reportFolders.has(name.toLowerCase()));
  return at < 0 ? undefined : names.slice(0, at + 1).join("/");
}

/** Whether reports are looked for in a folder. */
export function isSearched(path: RepoPath): boolean {
  return !notSearched.has(path.slice(path.lastIndexOf("/") + 1)) && !path.endsWith("coverage/.tmp");
}

/** Installed packages and settings of editors. (`coverage/.tmp` keeps fragments of a run that was killed.) */
const notSearched: ReadonlySet<string> = new Set([
  ".idea",
  ".pnpm-store",
  ".vscode",
  ".yarn",
  "bower_components",
  "site-packages",
]);

/** Extensions of the formats that are read. */
const extensions: ReadonlySet<string> = new Set([
  "xml",
  "trx",
  "json",
  "ndjson",
  "jsonl",
  "tap",
  "info",
  "lcov",
  "out",
  "sarif",
]);

/**
 * Names that tools write by default or that their documentation uses: surefire and Gradle (`TEST-*.xml`), Ant and
 * karma (`TESTS-*.xml`), jest-junit and mocha-junit-reporter (`junit.xml`, `test-results.xml`), .NET (`*.trx`), CTRF,
 * istanbul, lcov, coverlet (`coverage.cobertura.xml`), gcovr, JaCoCo, Go (`cover.out`), SimpleCov, SARIF, ESLint.
 */
const promising: readonly RegExp[] = [
  /junit.*\.xml$/i,
  /^TESTS?-.*\.xml$/,
  /^(?:.*[-_.])?test[-_]?(?:results?|reports?)\.xml$/i,
  /^(?:.*[-_.])?(?:xunit|nosetests)\.xml$/i,
  /^(?:vitest|jest|playwright)[-_.](?:.*[-_.])?(?:results?|reports?|output)\.json$/i,
  /\.trx$/i,
  /\.tap$/i,
  /^(?:.*[-_.])?ctrf(?:[-_.].*)?\.json$/i,
  /^coverage-final.*\.json$/,
  /cobertura.*\.xml$/i,
  /^lcov.*\.info$/i,
  /[-_.]lcov\.info$/i,
  /\.lcov$/i,
  /^jacoco.*\.xml$/i,
  /opencover\.xml$/i,
  /^cover(?:age)?\.out$/,
  /^\.resultset\.json$/,
  /\.sarif(?:\.json)?$/i,
  /^eslint[-_.](?:.*[-_.])?(?:results?|reports?|output)\.json$/i,
];

/** In report folders; elsewhere these may be configuration, or figures that a script keeps. */
const promisingThere = /^(?:vitest|jest|playwright)(?:[-_.].*)?\.json$|^coverage-summary\.json$/i;

/** Names that other things than reports have too. */
const likely = /^(?:coverage|report|results|rspec)\.xml$|^(?:report|results)\.json$|^coverage\.info$/i;

const turboSummary = /(?:^|\/)\.turbo\/runs\/[^/]+\.json$/;

const reportFolders: ReadonlySet<string> = new Set([
  "reports",
  "test-results",
  "test_results",
  "testresults",
  "test-reports",
  "surefire-reports",
  "failsafe-reports",
  "allure-results",
  "mochawesome-report",
  "coverage",
]);
