import { spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Inspection } from "@tollgate/model";
import { countShards, expectSameLines, readLcov } from "../checks/lcov.ts";
import type { Benchmark, Prepared, PrepareOptions } from "../harness/benchmark.ts";
import { writeCoberturaShards } from "../workloads/cobertura.ts";
import { writeGoProfile } from "../workloads/go.ts";
import { filesOf, type IstanbulShards, writeIstanbulShards } from "../workloads/istanbul.ts";
import { writeLcovShards } from "../workloads/lcov.ts";
import { writeRepository } from "../workloads/repository.ts";
import { pathOf } from "../workloads/source-file.ts";
import { mebibytes, ourCommand, partCommand, rivalCommand } from "./commands.ts";

/** The other formats of coverage, and what grows with the number of shards. */
export const coverageFormatBenchmarks: readonly Benchmark[] = [
  { name: "lcov-shards", prepare: (options) => lcov(options, [16, 2_000, 2_500], 0.3) },
  { name: "lcov-one", prepare: (options) => lcov(options, [1, 6_500, 6_500], 1) },
  { name: "cobertura", prepare: cobertura },
  { name: "go-profile", prepare: goProfile },
  { name: "coverage-40-shards", prepare: fortyShards },
  { name: "bundles", prepare: bundles },
  { name: "bundles-reading", prepare: bundlesReading },
];

type Sizes = readonly [shards: number, files: number, union: number];

function shardsIn(root: string, [shards, files, total]: Sizes, quick: boolean): IstanbulShards {
  const part = quick ? 0.05 : 1;
  return {
    folder: join(root, "coverage"),
    rootOf: () => `${root}/`,
    shards,
    files: Math.ceil(files * part),
    total: Math.ceil(total * part),
  };
}

function repositoryOf(root: string, shards: IstanbulShards): void {
  const measured = new Set(
    Array.from({ length: shards.shards }, (_, shard) => filesOf(shard, shards)).flat(),
  );
  writeRepository({ folder: root, files: [...measured].map(pathOf), changed: 1, changedLines: 20 });
}

const ourLcov = ".tollgate/out/lcov.info";

function lcov({ folder, quick, cli }: PrepareOptions, sizes: Sizes, target: number): Prepared {
  const root = join(folder, "repository");
  const shards = shardsIn(root, sizes, quick);
  repositoryOf(root, shards);
  const paths = writeLcovShards(shards);
  const merged = join(folder, "merged.info");
  const merger = fileURLToPath(import.meta.resolve("lcov-result-merger/bin/lcov-result-merger.js"));
  return {
    what: `${paths.length} lcov reports of ${shards.files} files, ${sizeOf(paths)}`,
    ours: ourCommand(cli, ["run", "--base", "main", "--kind", "unit"], root),
    rivals: [
      {
        command: {
          label: "lcov-result-merger",
          steps: [[merger, join(root, "coverage/*/lcov.info"), merged]],
          cwd: root,
        },
        target,
        check: () => {
          expectSameLines(readLcov(join(root, ourLcov)), readLcov(merged));
          expectSameLines(readLcov(join(root, ourLcov)), countShards(shards));
        },
      },
    ],
  };
}

function cobertura({ folder, quick, cli }: PrepareOptions): Prepared {
  const root = join(folder, "repository");
  const shards = shardsIn(root, [16, 2_000, 2_500], quick);
  repositoryOf(root, shards);
  const paths = writeCoberturaShards(shards);
  return {
    what: `${paths.length} Cobertura reports of ${shards.files} files, ${sizeOf(paths)}`,
    ours: ourCommand(cli, ["run", "--base", "main", "--kind", "unit"], root),
    peakTarget: 192,
    rivals: [
      {
        command: rivalCommand("saxes", "saxes.mjs", [listOf(folder, paths)], root),
        target: 0.5,
        check: () => expectSameLines(readLcov(join(root, ourLcov)), countShards(shards)),
      },
    ],
  };
}

/** Reading and adding up, which is what the script does; a whole run writes 100 MB of outputs beside. */
function goProfile({ folder, quick, cli }: PrepareOptions): Prepared {
  const { files, profile } = writeGoProfile(folder, quick ? 10_000 : 1_000_000);
  return {
    what: `one Go profile of ${quick ? "10,000" : "1,000,000"} blocks, ${sizeOf([profile])}`,
    ours: ourCommand(cli, ["inspect", "--json", profile], folder),
    rivals: [
      {
        command: rivalCommand("Map of strings", "go-map.mjs", [listOf(folder, [profile])], folder),
        target: 0.6,
        check({ ours }) {
          const { files: told }: Inspection = JSON.parse(ours);
          if (told[0]?.coverage?.files !== files.length) throw new Error("Ours lost files.");
        },
      },
    ],
  };
}

/** 40 shards beside 16 of the same size: the work grows with the bytes, the memory does not. */
function fortyShards({ folder, quick, cli }: PrepareOptions): Prepared {
  const [forty, sixteen] = [40, 16].map((count) => {
    const root = join(folder, `repository-${count}`);
    const shards = shardsIn(root, [count, 2_000, 2_500], quick);
    repositoryOf(root, shards);
    writeIstanbulShards(shards);
    return ourCommand(cli, ["run", "--base", "main", "--kind", "unit"], root);
  });
  return {
    what: "40 istanbul reports of 2,000 of 2,500 files",
    ours: { ...forty!, label: "tollgate run, 40 shards" },
    rivals: [{ command: { ...sixteen!, label: "tollgate run, 16 shards" }, target: 2.7 }],
  };
}

/** The commands around a bundle: one reads and checks it and copies the file, the other reads the reports and packs them. */
function bundles(options: PrepareOptions): Prepared {
  const { folder, root, bundle, collect, what } = bundleOfShards(options);
  return {
    what,
    ours: ourCommand(options.cli, ["merge", bundle, "--out", join(folder, "again.tollgate")], root),
    rivals: [{ command: collect }],
  };
}

/** Reading a bundle beside reading the reports that are in it, without starting up, packing and writing. */
function bundlesReading(options: PrepareOptions): Prepared {
  const { root, bundle, what } = bundleOfShards(options);
  return {
    what,
    ours: partCommand("reading the bundle", "read-bundle.ts", [bundle], root),
    rivals: [
      {
        command: partCommand("reading the reports", "read-reports.ts", [], root),
        target: 0.1,
        check({ ours, theirs }) {
          const [read, wanted] = [ours, theirs].map((told) => JSON.parse(told).result);
          if (read !== wanted) throw new Error(`The bundle holds ${read}, the reports ${wanted}.`);
        },
      },
    ],
  };
}

/** A repository with reports of 16 shards, and the bundle of them. */
function bundleOfShards({ folder, quick, cli }: PrepareOptions) {
  const root = join(folder, "repository");
  const shards = shardsIn(root, [16, 2_000, 2_500], quick);
  repositoryOf(root, shards);
  writeIstanbulShards(shards);
  const bundle = join(folder, "all.tollgate");
  const collect = ourCommand(cli, ["collect", "--kind", "unit", "--out", bundle], root);
  const { status } = spawnSync(process.execPath, collect.steps[0]!, { cwd: root });
  if (status !== 0) throw new Error(`tollgate collect ended with ${status}`);
  const bytes = Array.from(
    { length: shards.shards },
    (_, i) => statSync(join(shards.folder, `coverage-${i + 1}/coverage-final.json`)).size,
  ).reduce((sum, size) => sum + size, 0);
  const share = statSync(bundle).size / bytes;
  if (share > 0.1) throw new Error(`The bundle has ${share} of the bytes of its reports.`);
  return { folder, root, bundle, collect, what: `a bundle of 16 istanbul reports, ${mebibytes(bytes)}` };
}

function listOf(folder: string, paths: readonly string[]): string {
  const list = join(folder, "inputs.txt");
  writeFileSync(list, `${paths.join("\n")}\n`);
  return list;
}

function sizeOf(paths: readonly string[]): string {
  return mebibytes(paths.reduce((sum, path) => sum + statSync(path).size, 0));
}
