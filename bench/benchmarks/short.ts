import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark, Rival } from "../harness/benchmark.ts";
import { junitTestFiles, writeJunitReports } from "../workloads/junit.ts";
import { lcovText } from "../workloads/lcov.ts";
import { writeRepository } from "../workloads/repository.ts";
import { pathOf } from "../workloads/source-file.ts";
import { ourCommand } from "./commands.ts";

const size = { reports: 10, testsPerReport: 50 };
const sources = 40;

/** What people wait for in a small repository: the start of the process is most of it. */
export const shortBenchmarks: readonly Benchmark[] = [
  {
    name: "run-small",
    isShort: true,
    prepare({ folder, cli }) {
      writeSmallRepository(folder);
      return {
        what: `10 JUnit reports of 50 tests, one lcov of ${sources} files, git with a base and 4 changed files of 12 lines`,
        ours: ourCommand(cli, ["run", "--base", "main"], folder),
        rivals: [{ ...emptyNode(folder), target: 6 }],
      };
    },
  },
  {
    name: "actions-gate",
    isShort: true,
    prepare({ folder, cli }) {
      writeSmallRepository(folder);
      const bundle = join(folder, ".tollgate/bundles/test.tollgate");
      execFileSync(process.execPath, [cli, "collect", "--out", bundle], { cwd: folder });
      return {
        what: "the gate action on the same in one bundle, given by its path",
        ours: {
          label: "gate action",
          steps: [[join(import.meta.dirname, "../../actions/dist/gate.js")]],
          cwd: folder,
          exits: [0, 1],
          env: { INPUT_BUNDLES: ".tollgate/bundles", INPUT_BASE: "main", "INPUT_UPLOAD-RESULT": "false" },
        },
        rivals: [{ ...emptyNode(folder), target: 6 }],
      };
    },
  },
  {
    name: "inspect-one",
    isShort: true,
    prepare({ folder, cli }) {
      const [report] = writeSmallRepository(folder);
      return {
        what: "one JUnit report of 50 tests",
        ours: ourCommand(cli, ["inspect", report!], folder),
        rivals: [emptyNode(folder)],
      };
    },
  },
];

/** Returns the test reports. */
function writeSmallRepository(folder: string): readonly string[] {
  const files = [...junitTestFiles(size), ...Array.from({ length: sources }, (_, index) => pathOf(index))];
  writeRepository({ folder, files, changed: 4, changedLines: 12 });
  mkdirSync(join(folder, "coverage"));
  writeFileSync(join(folder, "coverage", "lcov.info"), lcovText(sources));
  return writeJunitReports({ folder, ...size }).paths;
}

function emptyNode(cwd: string): Rival {
  return { command: { label: "node -e 0", steps: [["-e", "0"]], cwd } };
}
