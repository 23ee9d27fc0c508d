import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkJunitBundle } from "../checks/junit-bundle.ts";
import type { Benchmark } from "../harness/benchmark.ts";
import { junitTestFiles, writeJunitReports } from "../workloads/junit.ts";
import { writeRepository } from "../workloads/repository.ts";
import { mebibytes, ourCommand, rivalCommand } from "./commands.ts";

/** JUnit reports of a large workspace, read, mapped to packages and written as a bundle. */
export const junitBenchmark: Benchmark = {
  name: "junit",
  prepare({ folder, quick, cli }) {
    const root = join(folder, "repository");
    const size = quick ? { reports: 20, testsPerReport: 100 } : { reports: 200, testsPerReport: 500 };
    writeRepository({ folder: root, files: junitTestFiles(size), changed: 25, changedLines: 300 });
    const written = writeJunitReports({ folder: root, ...size });
    const list = join(folder, "inputs.txt");
    writeFileSync(list, written.paths.map((path) => `${join(root, path)}\n`).join(""));
    const bundle = join(folder, "evidence.tollgate");
    return {
      what: `${size.reports} JUnit reports of ${size.testsPerReport} tests, ${mebibytes(written.bytes)}`,
      ours: ourCommand(cli, ["collect", "--kind", "unit", "--out", bundle], root),
      rivals: [
        {
          command: rivalCommand("saxes", "saxes.mjs", [list], root),
          target: 1.5,
          check: ({ theirs }) => checkJunitBundle(bundle, written, theirs),
        },
      ],
    };
  },
};
