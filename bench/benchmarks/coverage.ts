import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { countShards, expectSameCoverage, readLcov } from "../checks/lcov.ts";
import type { Benchmark, Prepared, PrepareOptions, Rival } from "../harness/benchmark.ts";
import type { Command } from "../harness/measure.ts";
import { filesOf, type IstanbulShards, writeIstanbulShards } from "../workloads/istanbul.ts";
import { writeRepository } from "../workloads/repository.ts";
import { pathOf } from "../workloads/source-file.ts";
import { mebibytes, ourCommand, rivalCommand } from "./commands.ts";

/**
 * Istanbul reports of 16 shards, each about 2,000 files, gated by one process. The variants are what goes wrong in
 * practice: nothing shared between shards, white space, checkouts at another place in every shard.
 */
export const coverageBenchmarks: readonly Benchmark[] = [
  { name: "coverage-overlapping", rivals: ["parse", "loop", "nyc"] as const },
  { name: "coverage-disjoint", rivals: ["parse", "loop", "nyc"] as const },
  { name: "coverage-pretty", rivals: ["parse", "loop"] as const },
  // Nobody else takes shards with different roots for the same files: only the floor is comparable.
  { name: "coverage-foreign", rivals: ["parse"] as const },
].map(({ name, rivals }) => ({ name, prepare: (options) => prepare(name, rivals, options) }));

type RivalName = "parse" | "loop" | "nyc";

function prepare(name: string, rivals: readonly RivalName[], options: PrepareOptions): Prepared {
  const root = join(options.folder, "repository");
  const shards = workload(name, root, options.quick);
  const measured = new Set(
    Array.from({ length: shards.shards }, (_, shard) => filesOf(shard, shards)).flat(),
  );
  writeRepository({ folder: root, files: [...measured].map(pathOf), changed: 25, changedLines: 300 });
  writeIstanbulShards(shards);
  const inputs = listInputs(options.folder, shards);
  const overlap =
    shards.total < shards.shards * shards.files ? `of ${shards.total} files` : "files, none shared";
  return {
    what: `${shards.shards} istanbul reports of ${shards.files} ${overlap}, ${mebibytes(inputs.bytes)}`,
    ours: ourCommand(options.cli, ["run", "--base", "main", "--kind", "unit"], root),
    peakTarget: targetsOf(name).peak,
    rivals: rivals.map((rival) => ({
      ...rivalOf[rival](root, options.folder, shards),
      ...(rival === "parse" ? { target: targetsOf(name).parse } : {}),
    })),
  };
}

/** Most of the cpu time of `JSON.parse`, and most MiB. */
function targetsOf(name: string): { readonly parse: number; readonly peak: number } {
  if (name === "coverage-overlapping") return { parse: 0.25, peak: 256 };
  return name === "coverage-disjoint" ? { parse: 0.8, peak: 1_024 } : { parse: 1.3, peak: 512 };
}

function workload(name: string, root: string, quick: boolean): IstanbulShards {
  const [shards, files, union] = quick ? [4, 100, 125] : [16, 2_000, 2_500];
  return {
    folder: join(root, "coverage"),
    rootOf: (shard) => (name === "coverage-foreign" ? `/builds/runner-${shard}/shop/` : `${root}/`),
    shards,
    files,
    total: name === "coverage-disjoint" ? shards * files : union,
    pretty: name === "coverage-pretty",
  };
}

/** The reports as a list, and side by side in one folder as nyc wants them. */
function listInputs(folder: string, { folder: reports, shards }: IstanbulShards): { readonly bytes: number } {
  const paths = Array.from({ length: shards }, (_, i) =>
    join(reports, `coverage-${i + 1}`, "coverage-final.json"),
  );
  writeFileSync(join(folder, "inputs.txt"), `${paths.join("\n")}\n`);
  mkdirSync(join(folder, "flat"));
  for (const [i, path] of paths.entries()) symlinkSync(path, join(folder, "flat", `${i + 1}.json`));
  return { bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0) };
}

type CreateRival = (root: string, folder: string, shards: IstanbulShards) => Rival;

const rivalOf: Readonly<Record<RivalName, CreateRival>> = {
  parse: (root, folder, shards) => ({
    command: rivalCommand("JSON.parse", "json-parse.mjs", [join(folder, "inputs.txt")], root),
    // It says nothing itself: ours is checked against the workload.
    check: () => expectSameCoverage(readLcov(join(root, ourLcov)), countShards(shards)),
  }),
  loop: (root, folder) => ({
    command: rivalCommand(
      "istanbul-lib-coverage loop",
      "istanbul-loop.mjs",
      [join(folder, "inputs.txt"), join(folder, "loop")],
      root,
    ),
    target: 0.5,
    check: () =>
      expectSameCoverage(readLcov(join(root, ourLcov)), readLcov(join(folder, "loop", "lcov.info"))),
  }),
  nyc: (root, folder) => ({
    command: nycCommand(root, folder),
    isOnce: true,
    target: 0.1,
    check: () =>
      expectSameCoverage(readLcov(join(root, ourLcov)), readLcov(join(folder, "nyc-report", "lcov.info"))),
  }),
};

const ourLcov = ".tollgate/out/lcov.info";

/** As nyc's documentation unites parallel runs: `nyc merge`, then `nyc report` on the merged file. */
function nycCommand(root: string, folder: string): Command {
  const nyc = fileURLToPath(import.meta.resolve("nyc/bin/nyc.js"));
  const merged = join(folder, "nyc-merged");
  return {
    label: "nyc merge + report",
    steps: [
      [nyc, "merge", join(folder, "flat"), join(merged, "out.json")],
      [
        nyc,
        "report",
        `--temp-dir=${merged}`,
        `--report-dir=${join(folder, "nyc-report")}`,
        "--reporter=lcovonly",
        "--reporter=cobertura",
      ],
    ],
    cwd: root,
  };
}
