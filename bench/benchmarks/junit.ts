import { join } from "node:path";
import { countsInBundle, countsInInspection, countsPrinted, expectCounts } from "../checks/junit-counts.ts";
import type { Benchmark, Prepared, PrepareOptions, Rival } from "../harness/benchmark.ts";
import { junitTestFiles, writeJunitReports } from "../workloads/junit.ts";
import { writeRepository } from "../workloads/repository.ts";
import { ourCommand, rivalCommand } from "./commands.ts";
import { junitRivals } from "./junit-rivals.ts";
import { type JunitWorkload, quickSize, type Size, writeWorkload } from "./junit-workload.ts";

const usual: Size = { reports: 200, testsPerReport: 500 };
const million: Size = { reports: 500, testsPerReport: 2_000 };
const oneFile: Size = { reports: 1, testsPerReport: 1_285_000 };

/** JUnit reports of a large workspace. `…-read`: as a parser, read and counted; else mapped to packages and kept as a bundle. */
export const junitBenchmarks: readonly Benchmark[] = [
  {
    name: "junit",
    prepare: (options) => collecting(options, usual, { saxes: 1, peak: 128, hasRivals: true }),
  },
  {
    name: "junit-read",
    prepare: (options) => reading(options, usual, { saxes: 1, peak: 128, hasRivals: true }),
  },
  { name: "junit-million", prepare: (options) => collecting(options, million, { saxes: 0.8, peak: 320 }) },
  { name: "junit-million-read", prepare: (options) => reading(options, million, { saxes: 0.8, peak: 320 }) },
  { name: "junit-one-file", prepare: (options) => collecting(options, oneFile, { saxes: 0.8, peak: 400 }) },
  { name: "junit-locate", prepare: locating },
];

/** Most of the cpu time of saxes, most MiB, and whether what people use is run too. */
type Targets = { readonly saxes: number; readonly peak: number; readonly hasRivals?: true };

function collecting(options: PrepareOptions, wanted: Size, targets: Targets): Prepared {
  const workload = writeWorkload(options, wanted);
  const bundle = join(options.folder, "evidence.tollgate");
  return {
    what: workload.what,
    ours: ourCommand(options.cli, ["collect", "--kind", "unit", "--out", bundle], workload.root),
    peakTarget: targets.peak,
    rivals: rivalsOf(workload, targets, () => countsInBundle(bundle)),
  };
}

function reading(options: PrepareOptions, wanted: Size, targets: Targets): Prepared {
  const workload = writeWorkload(options, wanted);
  return {
    what: workload.what,
    ours: ourCommand(options.cli, ["inspect", "--json", ...workload.written.paths], workload.root),
    peakTarget: targets.peak,
    rivals: rivalsOf(workload, targets, countsInInspection),
  };
}

/** Whether finding the files of tests costs more where there are many: the same reports in a workspace that has nothing else. */
function locating({ folder, quick, cli }: PrepareOptions): Prepared {
  const size = quick ? quickSize : { reports: 40, testsPerReport: 500 };
  const files = junitTestFiles(size);
  const others = Array.from(
    { length: quick ? 500 : 24_000 - files.length },
    (_, i) => `packages/service-${i % size.reports}/src/part-${i}.ts`,
  );
  const [full, empty] = [join(folder, "full"), join(folder, "empty")];
  writeRepository({ folder: full, files: [...files, ...others], changed: 1, changedLines: 1 });
  writeRepository({ folder: empty, files, changed: 1, changedLines: 1 });
  const written = writeJunitReports({ folder: full, ...size });
  writeJunitReports({ folder: empty, ...size });
  const collect = (root: string, label: string) => {
    const bundle = join(folder, `${label}.tollgate`);
    return { ...ourCommand(cli, ["collect", "--kind", "unit", "--out", bundle], root), label, bundle };
  };
  const [ours, theirs] = [collect(full, "in a full workspace"), collect(empty, "in an empty one")];
  return {
    what: `${files.length + others.length} files; ${written.failures} failing tests in ${written.tests}`,
    ours,
    rivals: [
      {
        command: theirs,
        target: 1.2,
        check() {
          for (const { label, bundle } of [ours, theirs])
            expectCounts(label, countsInBundle(bundle), written);
        },
      },
    ],
  };
}

function rivalsOf(
  workload: JunitWorkload,
  { saxes, hasRivals }: Targets,
  countsOfOurs: (printed: string) => ReturnType<typeof countsPrinted>,
): readonly Rival[] {
  const { list, root, written } = workload;
  return [
    {
      command: rivalCommand("saxes", "saxes.mjs", [list], root),
      target: saxes,
      check({ ours, theirs }) {
        expectCounts("tollgate", countsOfOurs(ours), written);
        expectCounts("saxes", countsPrinted(theirs), written);
      },
    },
    ...(hasRivals === true ? junitRivals(workload) : []),
  ];
}
