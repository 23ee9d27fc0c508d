import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PrepareOptions } from "../harness/benchmark.ts";
import { junitTestFiles, type WrittenJunit, writeJunitReports } from "../workloads/junit.ts";
import { writeRepository } from "../workloads/repository.ts";
import { mebibytes } from "./commands.ts";

export type Size = { readonly reports: number; readonly testsPerReport: number };

export const quickSize: Size = { reports: 20, testsPerReport: 100 };

export type JunitWorkload = {
  readonly what: string;
  readonly root: string;
  /** Absolute paths of the reports, one a line. */
  readonly list: string;
  readonly scratch: string;
  readonly written: WrittenJunit;
};

/** A repository of packages with their reports. */
export function writeWorkload({ folder, quick }: PrepareOptions, wanted: Size): JunitWorkload {
  const root = join(folder, "repository");
  const size = quick ? quickSize : wanted;
  writeRepository({ folder: root, files: junitTestFiles(size), changed: 25, changedLines: 300 });
  const written = writeJunitReports({ folder: root, ...size });
  const list = join(folder, "inputs.txt");
  writeFileSync(list, written.paths.map((path) => `${join(root, path)}\n`).join(""));
  const what = `${size.reports} JUnit ${size.reports === 1 ? "report" : "reports"} of ${size.testsPerReport} tests, ${mebibytes(written.bytes)}`;
  return { what, root, list, scratch: folder, written };
}
