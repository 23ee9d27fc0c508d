import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { countTwoBuilds, expectSameCoverage, readLcov } from "../checks/lcov.ts";
import type { Benchmark, Prepared, PrepareOptions, Rival } from "../harness/benchmark.ts";
import { filesOf } from "../workloads/istanbul.ts";
import { writeRepository } from "../workloads/repository.ts";
import { pathOf } from "../workloads/source-file.ts";
import { builtFile, type TwoBuilds, writeTwoBuilds } from "../workloads/two-builds.ts";
import { mebibytes, ourCommand, rivalCommand } from "./commands.ts";

/** Reports that disagree on what can be covered in every file: the sources are parsed, and decide. */
export const twoBuildsBenchmarks: readonly Benchmark[] = [
  {
    name: "coverage-two-builds",
    prepare: (options) =>
      prepare(options, options.quick ? [4, 100, 125, 22] : [16, 2_000, 2_500, 22], ["parse"]),
  },
  {
    name: "coverage-large-file",
    prepare: (options) => prepare(options, [2, 1, 1, options.quick ? 200 : 1_600], ["parse", "loop"]),
  },
];

type RivalName = "parse" | "loop";

type Size = readonly [shards: number, files: number, total: number, functions: number];

function prepare(
  { folder, cli }: PrepareOptions,
  [shards, files, total, functions]: Size,
  rivals: readonly RivalName[],
): Prepared {
  const root = join(folder, "repository");
  const builds: TwoBuilds = {
    folder: join(root, "coverage"),
    root: `${root}/`,
    ...{ shards, files, total, functions },
  };
  writeSources(root, builds);
  writeTwoBuilds(builds);
  const inputs = Array.from({ length: shards }, (_, i) =>
    join(builds.folder, `coverage-${i + 1}`, "coverage-final.json"),
  );
  const list = join(folder, "inputs.txt");
  writeFileSync(list, `${inputs.join("\n")}\n`);
  // What they make of it is wrong, or nothing: ours is checked against the workload.
  const check = (): void =>
    expectSameCoverage(readLcov(join(root, ".tollgate/out/lcov.info")), countTwoBuilds(builds));
  const rivalOf: Readonly<Record<RivalName, Rival>> = {
    parse: {
      command: rivalCommand("JSON.parse", "json-parse.mjs", [list], root),
      ...(files === 1 ? {} : { target: 1.4 }),
      check,
    },
    loop: {
      command: rivalCommand(
        "istanbul-lib-coverage loop",
        "istanbul-loop.mjs",
        [list, join(folder, "loop")],
        root,
      ),
      target: 0.02,
      isOnce: true,
      check,
    },
  };
  return {
    what: `${shards} istanbul reports of two builds, ${files} of ${total} files with ${functions * 5} statements each, ${mebibytes(inputs.reduce((sum, path) => sum + statSync(path).size, 0))}`,
    ours: ourCommand(cli, ["run", "--base", "main", "--kind", "unit"], root),
    rivals: rivals.map((name) => rivalOf[name]),
  };
}

function writeSources(root: string, builds: TwoBuilds): void {
  const indexes = new Set(Array.from({ length: builds.shards }, (_, i) => filesOf(i, builds)).flat());
  const texts = new Map(
    [...indexes].map((index) => [pathOf(index), builtFile(index, builds.functions).text] as const),
  );
  // The large file is not what the pull request changes: it would be parsed once more.
  const files = texts.size === 1 ? ["packages/change/src/change.ts", ...texts.keys()] : [...texts.keys()];
  const textOf = (path: string): string => texts.get(path) ?? "";
  writeRepository({ folder: root, files, textOf, changed: texts.size === 1 ? 1 : 25, changedLines: 3 });
}
