import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { JunitCounts } from "../workloads/junit.ts";

/** Throws unless exactly what was written was found: a time for anything else means nothing. */
export function expectCounts(who: string, found: JunitCounts, written: JunitCounts): void {
  const { tests, failures, skipped } = written;
  const [a, b] = [JSON.stringify(found), JSON.stringify({ tests, failures, skipped })];
  if (a !== b) throw new Error(`${who} found ${a}, written were ${b}: its time means nothing.`);
}

/** What a bundle of ours holds. */
export function countsInBundle(path: string): JunitCounts {
  const counts = { tests: 0, failures: 0, skipped: 0 };
  const text = gunzipSync(readFileSync(path));
  for (let from = 0, to = 0; from < text.length; from = to + 1) {
    to = text.indexOf("\n", from);
    if (!text.subarray(from, from + 20).includes('"cases":[')) continue;
    const { cases }: { cases: readonly { readonly status: string }[] } = JSON.parse(
      text.toString("utf8", from, to),
    );
    counts.tests += cases.length;
    counts.failures += cases.filter(({ status }) => status === "failed").length;
    counts.skipped += cases.filter(({ status }) => status === "skipped").length;
  }
  return counts;
}

/** What `tollgate inspect --json` printed. */
export function countsInInspection(printed: string): JunitCounts {
  const { files }: { files: readonly { tests: { cases: number; failed: number; skipped: number } }[] } =
    JSON.parse(printed);
  const sum = (member: "cases" | "failed" | "skipped"): number =>
    files.reduce((total, { tests }) => total + tests[member], 0);
  return { tests: sum("cases"), failures: sum("failed"), skipped: sum("skipped") };
}

/** What a rival's program printed about itself. */
export function countsPrinted(printed: string): JunitCounts {
  const { testcase, failure, skipped } = JSON.parse(printed);
  return { tests: testcase, failures: failure, skipped };
}

/** What a merged JUnit file holds. */
export function countsInJunit(path: string): JunitCounts {
  const text = readFileSync(path);
  const count = (tag: string): number => {
    let found = 0;
    for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) found++;
    return found;
  };
  return { tests: count("<testcase "), failures: count("<failure"), skipped: count("<skipped") };
}
