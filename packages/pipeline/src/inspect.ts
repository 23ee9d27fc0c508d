import { isAbsolute, resolve } from "node:path";
import { createCollector, lossesOf } from "@tollgate/collect";
import {
  type CoverageEvidence,
  type Evidence,
  extentsOf,
  type FindingsEvidence,
  type InspectedCoverage,
  type InspectedFile,
  type InspectedFindings,
  type InspectedTests,
  type Inspection,
  isFlaky,
  type Specification,
  type TestEvidence,
  unsharded,
  usageError,
} from "@tollgate/model";
import { renderInspection } from "@tollgate/render";
import type { Environment } from "./environment.ts";
import { readReport } from "./evidence/collect-reports.ts";
import { pathBelow } from "./files/path-below.ts";
import { readRanText } from "./sources/source-text.ts";

/** What each file is, what it holds and what is wrong with it. Exit 0 when all are ok, 1 when any is not. */
export async function inspect(
  environment: Environment,
  options: { readonly files: readonly string[]; readonly json: boolean },
): Promise<number> {
  if (options.files.length === 0)
    throw usageError(
      "No file was given.",
      "Name report files: tollgate inspect reports/junit.xml coverage/lcov.info",
    );
  const files: InspectedFile[] = [];
  for (const file of options.files) files.push(await inspectFile(environment, file));
  const inspection: Inspection = { schema: "tollgate/inspect/1", files };
  environment.stdout(
    options.json ? `${JSON.stringify(inspection, null, 2)}\n` : renderInspection(inspection, environment),
  );
  return inspection.files.every(({ status }) => status === "ok") ? 0 : 1;
}

async function inspectFile({ cwd }: Environment, file: string): Promise<InspectedFile> {
  let specification: Specification | undefined;
  const collector = createCollector({
    specification: (told) => {
      specification = told;
    },
    mappings: [],
    job: "",
    shard: unsharded,
    attempt: 1,
    environment: [],
    readText: (path) => readTextBelow(cwd, path),
  });
  const evidence = await readReport(
    collector,
    { path: file, promised: true, named: true },
    resolve(cwd, file),
  );
  if (evidence === undefined) throw new Error("a promised input gives evidence");
  const { input, status } = evidence;
  return {
    path: file,
    bytes: input.bytes,
    format: input.format ?? null,
    producer: input.producer ?? null,
    status,
    problems: evidence.problems.map(({ code, severity, message, line, column, offset, remedy }) => ({
      code,
      severity,
      message,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(offset === undefined ? {} : { offset }),
      remedy,
    })),
    ...countsOf(evidence),
    ...(specification === undefined ? {} : { specification }),
    ...lossesIn(evidence),
  };
}

function lossesIn({ input, tests }: Evidence): Pick<InspectedFile, "losses"> {
  const losses = lossesOf(input.format, input.producer, tests?.cases ?? []);
  return losses.length === 0 ? {} : { losses: losses.map(({ fact, what, mend }) => ({ fact, what, mend })) };
}

/** Without a repository to speak of the folder in which the user is bounds what is opened. */
function readTextBelow(cwd: string, path: string): string | undefined {
  const below = pathBelow(cwd, resolve(cwd, path));
  return below.startsWith("../") || isAbsolute(below) ? undefined : readRanText(cwd, below);
}

function countsOf({
  tests,
  coverage,
  findings,
}: Evidence): Pick<InspectedFile, "tests" | "coverage" | "findings"> {
  return {
    ...(tests === undefined ? {} : { tests: countTests(tests) }),
    ...(coverage === undefined ? {} : { coverage: countCoverage(coverage) }),
    ...(findings === undefined ? {} : { findings: countFindings(findings) }),
  };
}

function countTests({ entries, cases, attachments: ofRun = [] }: TestEvidence): InspectedTests {
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0, todo: 0, flaky: 0, attempts: 0 };
  let attachments = ofRun.length;
  for (const test of cases) {
    counts[test.status]++;
    for (const tried of [test, ...(test.earlier ?? [])]) attachments += tried.attachments?.length ?? 0;
    counts.attempts += 1 + (test.earlier?.length ?? 0);
    if (isFlaky(test)) counts.flaky++;
  }
  return { entries, cases: cases.length, ...counts, ...(attachments === 0 ? {} : { attachments }) };
}

function countFindings({ tools, findings }: FindingsEvidence): InspectedFindings {
  const counts = { error: 0, warning: 0, note: 0, none: 0, suppressed: 0, withoutPlace: 0 };
  for (const { level, suppressed, path, named } of findings) {
    counts[level]++;
    if (suppressed !== undefined) counts.suppressed++;
    if (path === undefined && named === undefined) counts.withoutPlace++;
  }
  return { tools, results: findings.length, ...counts };
}

function countCoverage({ files }: CoverageEvidence): InspectedCoverage {
  const total = {
    lines: { found: 0, hit: 0 },
    branches: { found: 0, hit: 0 },
    functions: { found: 0, hit: 0 },
  };
  for (const { map, counts } of files) {
    const extents = extentsOf(map, counts, counts);
    for (const metric of ["lines", "branches", "functions"] as const) {
      total[metric].found += extents[metric].found;
      total[metric].hit += extents[metric].hit;
    }
  }
  return { files: files.length, ...total };
}
