import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { JunitCounts } from "../workloads/junit.ts";

/** Throws unless a bundle, and the parser that it is compared with, have found exactly what was written. */
export function checkJunitBundle(path: string, written: JunitCounts, parsed: string): void {
  const counts = { tests: 0, failures: 0, skipped: 0 };
  for (const line of gunzipSync(readFileSync(path)).toString().split("\n")) {
    if (!line.startsWith('{"cases":')) continue;
    const { cases }: { cases: readonly { readonly status: string }[] } = JSON.parse(line);
    counts.tests += cases.length;
    counts.failures += cases.filter(({ status }) => status === "failed").length;
    counts.skipped += cases.filter(({ status }) => status === "skipped").length;
  }
  const { tests, failures, skipped } = written;
  expectSame("tollgate collect", counts, { tests, failures, skipped });
  const { testcase, failure, skipped: skips } = JSON.parse(parsed);
  expectSame("saxes", { tests: testcase, failures: failure, skipped: skips }, { tests, failures, skipped });
}

function expectSame(who: string, found: JunitCounts, wanted: JunitCounts): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${who} found ${a}, written were ${b}: its time means nothing.`);
}
