import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRandom, type Random } from "./random.ts";

export type JunitReports = {
  readonly folder: string;
  /** Reports, each in a package of its own. */
  readonly reports: number;
  readonly testsPerReport: number;
};

/** What the written reports hold, to check a reader against. */
export type JunitCounts = { readonly tests: number; readonly failures: number; readonly skipped: number };

export type WrittenJunit = JunitCounts & {
  /** Reports below the folder. */
  readonly paths: readonly string[];
  readonly bytes: number;
};

const testsPerFile = 25;

/** Test files that the reports name, below the repository's root. */
export function junitTestFiles({ reports, testsPerReport }: Omit<JunitReports, "folder">): readonly string[] {
  return Array.from({ length: reports }, (_, report) =>
    Array.from(
      { length: Math.ceil(testsPerReport / testsPerFile) },
      (_, file) => `${packageOf(report)}/${testFileOf(report, file)}`,
    ),
  ).flat();
}

/** Writes `packages/<name>/reports/junit.xml` as vitest's reporter does: a suite a test file, 1 failure in 200 tests. */
export function writeJunitReports({ folder, reports, testsPerReport }: JunitReports): WrittenJunit {
  const counts = { tests: 0, failures: 0, skipped: 0 };
  const paths: string[] = [];
  let bytes = 0;
  for (let report = 0; report < reports; report++) {
    const random = createRandom(0xcafe + report);
    const suites: string[] = [];
    for (let from = 0; from < testsPerReport; from += testsPerFile) {
      const file = testFileOf(report, from / testsPerFile);
      const cases = Array.from({ length: Math.min(testsPerFile, testsPerReport - from) }, (_, i) =>
        testCase(file, from + i, random),
      );
      suites.push(suiteText(file, cases));
      counts.tests += cases.length;
      counts.failures += cases.filter(({ outcome }) => outcome === "failed").length;
      counts.skipped += cases.filter(({ outcome }) => outcome === "skipped").length;
    }
    const text = `<?xml version="1.0" encoding="UTF-8" ?>\n<testsuites name="vitest tests" tests="${testsPerReport}" time="12.5">\n${suites.join("")}</testsuites>\n`;
    const path = `${packageOf(report)}/reports/junit.xml`;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    paths.push(path);
    bytes += Buffer.byteLength(text);
  }
  return { ...counts, paths, bytes };
}

type WrittenCase = { readonly outcome: "passed" | "failed" | "skipped"; readonly text: string };

function suiteText(file: string, cases: readonly WrittenCase[]): string {
  const failures = cases.filter(({ outcome }) => outcome === "failed").length;
  const skipped = cases.filter(({ outcome }) => outcome === "skipped").length;
  return `    <testsuite name="${file}" timestamp="2026-11-25T10:00:00.000Z" hostname="runner" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0.62">\n${cases.map(({ text }) => text).join("")}    </testsuite>\n`;
}

function testCase(file: string, index: number, random: Random): WrittenCase {
  const subject = random.pick(subjects);
  const action = random.pick(actions);
  const name = `${subject} &gt; ${random.pick(conditions)} &gt; ${action} and keeps case ${index} as it was`;
  const open = `        <testcase classname="${file}" name="${name}" time="${(random.below(90_000) / 1_000_000).toFixed(6)}">\n`;
  if (random.chance(0.005)) return { outcome: "failed", text: `${open}${failureText(file, random)}${close}` };
  if (random.chance(0.02)) return { outcome: "skipped", text: `${open}            <skipped/>\n${close}` };
  const output = random.chance(0.1) ? outputText(random) : "";
  return { outcome: "passed", text: `${open}${output}${close}` };
}

const close = "        </testcase>\n";

function failureText(file: string, random: Random): string {
  const [found, wanted] = [random.below(1_000), random.below(1_000)];
  const frames = Array.from(
    { length: 6 + random.below(10) },
    (_, i) => `    at step${i} (/builds/shop/${file}:${10 + random.below(400)}:${1 + random.below(60)})`,
  ).join("\n");
  return `            <failure message="expected ${found} to be ${wanted} // Object.is equality" type="AssertionError">\nAssertionError: expected ${found} to be ${wanted} // Object.is equality\n\n- Expected\n+ Received\n\n- ${wanted}\n+ ${found}\n\n${frames}\n            </failure>\n`;
}

function outputText(random: Random): string {
  const lines = Array.from(
    { length: 2 + random.below(14) },
    (_, i) =>
      `[${i}] GET /api/orders/${random.below(100_000)}?page=${i} 200 in ${random.below(90)} ms &lt;cache miss&gt;`,
  );
  return `            <system-out>\n${lines.join("\n")}\n            </system-out>\n`;
}

function packageOf(report: number): string {
  return `packages/service-${report}`;
}

function testFileOf(report: number, file: number): string {
  return `test/${subjects[(report + file) % subjects.length]!.toLowerCase().replaceAll(" ", "-")}-${file}.test.ts`;
}

const subjects = ["Shopping cart", "Order", "Invoice", "Price list", "Session", "Ledger", "Basket"] as const;
const actions = [
  "adds an item",
  "answers with 404",
  "rounds half up",
  "refuses the change",
  "sends one mail",
] as const;
const conditions = [
  "with an empty cart",
  "when the service is down",
  "for a guest",
  "after a retry",
] as const;
