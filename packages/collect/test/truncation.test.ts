import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Reader } from "../src/reader.ts";
import { readers } from "../src/registry.ts";
import { failureMarks, plainText } from "../src/testing/fuzz/failure-marks.ts";
import { silent, withoutLastFailure } from "../src/testing/fuzz/wrong-readers.ts";
import { hasError, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/*
 * Real files of 2 to 10 kB, cut at every byte: what is missing is an error, and the failures before the cut are found.
 */

const files: Readonly<Record<string, readonly string[]>> = {
  "junit-xml": [
    "ctrf-io_junit-to-ctrf/test-junit-nested.xml",
    "handmade/utf16le-bom.xml",
    "alpha/mocha12-xunit.xml",
    "alpha/pytest-xunit1.xml",
    "alpha/vitest-junit-v8.xml",
    "generated/gtest.xml",
  ],
  trx: ["dotnet-xunitv3.trx"],
  "nunit-xml": ["jenkins/NUnit.xml"],
  "xunit-xml": ["jenkinsci/testcase5.xml"],
  "mocha-json": ["alpha/mocha12.json"],
  "mocha-json-stream": ["alpha/mocha-json-stream.ndjson"],
  "ctrf-json": ["alpha/mocha-ctrf.json"],
  "cucumber-json": ["alpha/behave.json"],
  "cucumber-messages": ["ambiguous/ambiguous.ndjson", "hooks/hooks.ndjson"],
  "go-test-json": ["input/go-test-json-misattributed.out"],
  tap: ["alpha/node24.tap", "alpha/vitest.tap"],
  "dart-json": ["dorny_test-reporter/dart-json.json"],
  teamcity: ["phpunit/teamcity.txt"],
};

const rows = Object.entries(files).flatMap(([format, ends]) =>
  corpusRows(format)
    .filter(({ path }) => ends.some((end) => path.endsWith(end)))
    .map(({ absolute, path }) => ({ format, path, bytes: readFileSync(absolute) })),
);

describe.skipIf(rows.length === 0)("real files that are cut", () => {
  test("are twenty at least, of 2 to 10 kB", () => {
    expect(rows).toHaveLength(Object.values(files).flat().length);
    expect(rows.length).toBeGreaterThanOrEqual(20);
    for (const { bytes, path } of rows) {
      expect(bytes.length, path).toBeGreaterThan(2_000);
      expect(bytes.length, path).toBeLessThan(10_000);
    }
  });

  test.each(rows)("$path says so at every byte, and keeps its failures", ({ format, bytes }) => {
    expect(firstBroken(readers[format]!, bytes)).toBeUndefined();
  });

  test.each(rows)("$path rejects a reader that says nothing about a cut", ({ format, bytes }) => {
    expect(firstBroken(silent(readers[format]!), bytes)).toBeDefined();
  });

  // In some the marks are fewer than the failures: nested TAP, and failures that only a missing end tells.
  const exact = rows.filter(
    ({ format, bytes }) =>
      failureMarks.get(format)!.count(plainText(bytes)) > 0 &&
      lostFailures(readers[format]!, format, bytes) === 0,
  );
  test("reject a reader that forgets its last failure when nothing is cut", () => {
    expect(exact.length).toBeGreaterThan(12);
    for (const { format, bytes, path } of exact)
      expect(lostFailures(withoutLastFailure(readers[format]!), format, bytes), path).toBeGreaterThan(0);
  });
});

/** The first length at which the law breaks, and how; nothing when it holds. */
function firstBroken(reader: Reader, file: Buffer): string | undefined {
  const end = file.toString("latin1").trimEnd().length;
  for (let length = 0; length < end; length++) {
    const cut = file.subarray(0, length);
    if (hasError(readAll(reader, cut))) continue;
    if (!holdsAll(reader.id, cut, file)) return `cut at ${length}, not a word`;
    if (lostFailures(reader, reader.id, cut) > 0) return `cut at ${length}, failures lost`;
  }
  return undefined;
}

function lostFailures(reader: Reader, format: string, bytes: Buffer): number {
  const { count, found } = failureMarks.get(format)!;
  return count(plainText(bytes)) - found(readAll(reader, bytes));
}

/** True when what is cut off cannot be missed: in TAP what stands behind a plan and as many points as it has. */
function holdsAll(format: string, cut: Buffer, file: Buffer): boolean {
  if (format !== "tap") return false;
  const plan = /^\d+\.\.\d+$/m;
  const points = (bytes: Buffer) => bytes.toString("latin1").match(/^(?:not )?ok\b/gm)?.length ?? 0;
  return plan.test(cut.toString("latin1")) && points(cut) === points(file);
}
