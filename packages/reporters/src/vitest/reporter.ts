import type { SerializedError } from "vitest";
import type {
  Reporter,
  TestCase,
  TestModule,
  TestRunEndReason,
  TestSpecification,
  Vitest,
} from "vitest/node";
import { openReportFile, type ReportFile } from "../file/report-file.ts";
import type { ReporterOptions } from "../options.ts";
import { outsideText } from "./error-text.ts";
import { outsideTests, toTest } from "./to-test.ts";
import { unreached } from "./unreached.ts";

/**
 * Writes what Tollgate has to know about a run of vitest. A run that watches is no evidence, and writes nothing.
 *
 * @example
 * reporters: ["default", "@tollgate/reporters/vitest"]
 */
export default class TollgateReporter implements Reporter {
  readonly #options: ReporterOptions;
  readonly #written = new Set<string>();
  #vitest: Vitest | undefined;
  #report: ReportFile | undefined;
  #specifications: readonly TestSpecification[] = [];
  #failed = 0;

  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    this.#begin(vitest);
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    if (this.#vitest !== undefined) this.#begin(this.#vitest);
    this.#specifications = specifications;
  }

  onTestCaseResult(test: TestCase): void {
    this.#write(test);
  }

  onTestModuleEnd(module: TestModule): void {
    this.#writeRest(module);
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    for (const module of modules) this.#writeRest(module);
    const missing = unreached(modules, this.#specifications, reason);
    const errors = [...unhandled.map(outsideText), ...missing];
    this.#report?.end({ verdict: this.#verdict(reason, errors), errors });
    this.#report = undefined;
  }

  /** A report is there before anything can fail: else the one of an earlier run would stand. */
  #begin({ config, vite, version }: Vitest): void {
    if (config.watch || this.#report !== undefined) return;
    const { shard, root, project } = config;
    this.#written.clear();
    this.#failed = 0;
    this.#report = openReportFile(
      {
        ...this.#options,
        root,
        runner: "vitest",
        configFile: vite.config.configFile,
        projects: project,
        ...(shard === undefined ? {} : { shard: { index: shard.index, total: shard.count } }),
      },
      version,
    );
  }

  #write(test: TestCase): void {
    if (this.#written.has(test.id)) return;
    this.#written.add(test.id);
    if (test.result().state === "failed") this.#failed++;
    this.#report?.test(toTest(test));
  }

  /** vitest does not tell the results of tests that it did not reach, nor those of a file that did not load. */
  #writeRest(module: TestModule): void {
    for (const test of module.children.allTests()) this.#write(test);
    if (this.#written.has(module.id)) return;
    this.#written.add(module.id);
    for (const part of outsideTests(module)) this.#report?.test(part);
  }

  /** vitest calls a run that `bail` stopped interrupted: it failed. Errors outside tests do not touch its reason. */
  #verdict(reason: TestRunEndReason, errors: readonly string[]): TestRunEndReason {
    const bail = this.#vitest?.config.bail ?? 0;
    if (reason === "interrupted" && bail > 0 && this.#failed >= bail) return "failed";
    return reason === "passed" && errors.length > 0 ? "failed" : reason;
  }
}
