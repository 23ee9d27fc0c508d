import { dirname } from "node:path";
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError } from "@playwright/test/reporter";
import { openReportFile, type ReportFile } from "../file/report-file.ts";
import type { ReporterOptions } from "../options.ts";
import { outsideText } from "./error-text.ts";
import { toTest } from "./to-test.ts";

/**
 * Writes what Tollgate has to know about a run of Playwright.
 *
 * @example
 * reporter: [["list"], ["@tollgate/reporters/playwright"]]
 */
export default class TollgateReporter implements Reporter {
  readonly #options: ReporterOptions;
  readonly #errors: string[] = [];
  #report: ReportFile | undefined;
  #suite: Suite | undefined;

  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  /** Others show progress; Playwright adds its own when no reporter does. */
  printsToStdio(): boolean {
    return false;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#suite = suite;
    const { outputFile, kind } = this.#options;
    const { shard, configFile, rootDir, version } = config;
    this.#report = openReportFile(
      {
        ...(outputFile === undefined ? {} : { outputFile }),
        ...(kind === undefined ? {} : { kind }),
        root: configFile === undefined ? rootDir : dirname(configFile),
        runner: "playwright",
        configFile,
        projects: shard === null ? chosenProjects(config, suite) : [],
        ...(shard === null ? {} : { shard: { index: shard.current, total: shard.total } }),
      },
      version,
    );
  }

  onTestEnd(test: TestCase): void {
    this.#report?.test(toTest(test), idOf(test));
  }

  onError(error: TestError): void {
    this.#errors.push(outsideText(error));
  }

  onEnd({ status }: FullResult): void {
    const unreached = this.#suite?.allTests().filter(({ results }) => results.length === 0) ?? [];
    for (const test of unreached) this.#report?.test(toTest(test));
    const wereToRun = unreached.filter(({ expectedStatus }) => expectedStatus !== "skipped");
    this.#report?.end({ verdict: verdictOf(status, wereToRun.length), errors: this.#errors });
  }
}

/** Playwright does not tell `--project`, but which projects are left; a shard may have lost others by itself. */
function chosenProjects({ projects }: FullConfig, { suites }: Suite): readonly string[] {
  return suites.length < projects.length ? suites.map(({ title }) => title) : [];
}

/** Playwright may try a test again that it called passed: with the others of its serial group. */
function idOf({ id, retries }: TestCase): string | undefined {
  return retries === 0 ? undefined : id;
}

/** A run that only lists its tests passes, and none of them has run. */
function verdictOf(status: FullResult["status"], notRun: number): "passed" | "failed" | "interrupted" {
  if (status === "passed") return notRun > 0 ? "interrupted" : "passed";
  return status === "interrupted" ? "interrupted" : "failed";
}
