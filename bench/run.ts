import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { coverageBenchmarks } from "./benchmarks/coverage.ts";
import { coverageFormatBenchmarks } from "./benchmarks/coverage-formats.ts";
import { junitBenchmarks } from "./benchmarks/junit.ts";
import { shortBenchmarks } from "./benchmarks/short.ts";
import { twoBuildsBenchmarks } from "./benchmarks/two-builds.ts";
import type { Benchmark } from "./harness/benchmark.ts";
import { type Comparison, compare } from "./harness/compare.ts";
import { machineLine, tableOf } from "./harness/print.ts";

const usage = "node bench/run.ts [NAMES…] [--runs N] [--quick] [--json FILE] [--cli FILE]";

const benchmarks: readonly Benchmark[] = [
  ...coverageBenchmarks,
  ...coverageFormatBenchmarks,
  ...twoBuildsBenchmarks,
  ...junitBenchmarks,
  ...shortBenchmarks,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string" },
    quick: { type: "boolean" },
    json: { type: "string" },
    cli: { type: "string" },
  },
});
const quick = values.quick === true;
const chosen = choose(positionals);
const runs = countOf(values.runs ?? (quick ? "1" : "5"));
const cli = resolve(values.cli ?? join(import.meta.dirname, "../packages/cli/bin/tollgate.cjs"));
if (!existsSync(join(cli, "../../dist/main.js")))
  fail(`${cli} is not built: run \`pnpm --filter tollgate build\` first.`);

process.stdout.write(`${machineLine()}\n${quick ? "Quick: the figures say nothing.\n" : ""}\n`);
const comparisons: Comparison[] = [];
for (const benchmark of chosen) {
  const comparison = inFolder((folder, scratch) => compare(benchmark, { folder, scratch, quick, cli, runs }));
  process.stdout.write(`${tableOf(comparison)}\n`);
  comparisons.push(comparison);
}
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ machine: machineLine(), quick, comparisons }, null, 2)}\n`);

/** A name chooses every benchmark that begins with it. */
function choose(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name.startsWith(name)));
  if (unknown.length > 0)
    fail(
      `There is no "${unknown[0]}"; there are ${benchmarks.map(({ name }) => name).join(", ")}.\n${usage}`,
    );
  if (names.length === 0) return benchmarks;
  return benchmarks.filter((benchmark) => names.some((name) => benchmark.name.startsWith(name)));
}

function countOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) fail(`--runs is "${text}", a number from 1 was wanted.\n${usage}`);
  return Number(text);
}

/** Gives a folder for the workload and one for what is printed; both are gone afterwards, also after a failure. */
function inFolder<T>(work: (folder: string, scratch: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), "tollgate-bench-"));
  try {
    const [folder, scratch] = [join(root, "workload"), join(root, "scratch")];
    mkdirSync(folder);
    mkdirSync(scratch);
    return work(folder, scratch);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
