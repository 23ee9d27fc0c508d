import { readFileSync } from "node:fs";
import type { InspectedFile, Inspection } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { root, runTollgate } from "./run-tollgate.ts";

const shared = sharedFolder();

type Row = {
  readonly path: string;
  readonly kind: string;
  readonly format: string;
  readonly expected: Record<string, unknown>;
};

/** Every report of tests and coverage in the corpus, hostile ones too. */
const rows: readonly Row[] =
  shared === undefined
    ? []
    : readFileSync(`${shared}corpus/MANIFEST.tsv`, "utf8")
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => line.split("\t"))
        .filter(([, kind]) => ["tests", "bdd", "coverage", "hostile"].includes(kind!))
        .map(([path, kind, format, , , , , , , expected]) => ({
          path: path!,
          kind: kind!,
          format: format!,
          expected: JSON.parse(expected!),
        }));

/** How an independent count calls what did not pass, format by format. */
const failureKeys = ["not_ok", "failures", "errors", "failed", "broken", "errored", "fail", "unexpected"];

describe.skipIf(shared === undefined)("the whole corpus in one call of inspect", () => {
  let inspection: Inspection;
  beforeAll(() => {
    const { status, stdout, stderr } = runTollgate(root, [
      "inspect",
      "--json",
      ...rows.map(({ path }) => `${shared}corpus/${path}`),
    ]);
    expect(status, stderr).toBe(1);
    inspection = JSON.parse(stdout);
  });

  it("has one entry for each file, in order", () => {
    expect(rows.length).toBeGreaterThan(500);
    expect(inspection.files.map(({ path }) => path)).toEqual(
      rows.map(({ path }) => `${shared}corpus/${path}`),
    );
  });

  it("adds up in every entry", () => {
    for (const { tests, coverage, path } of inspection.files) {
      if (tests !== undefined) {
        const { passed, failed, errored, skipped, todo, cases, flaky, attempts } = tests;
        expect(passed + failed + errored + skipped + todo, path).toBe(cases);
        expect(flaky, path).toBeLessThanOrEqual(passed);
        expect(attempts, path).toBeGreaterThanOrEqual(cases);
      }
      for (const { found, hit } of Object.values(coverage ?? {}).filter(
        (extent) => typeof extent === "object",
      ))
        expect(hit, path).toBeLessThanOrEqual(found);
    }
  });

  it("shows no file with a failure as one without", () => {
    const greener = rows.filter((row, i) => countFailures(row) > 0 && looksGreen(inspection.files[i]!));
    expect(greener.map(({ path }) => path)).toEqual([]);
  });

  it("counts what features hold, and takes none for results", () => {
    const features = rows.flatMap((row, i) =>
      row.format === "gherkin" ? [{ ...row, file: inspection.files[i]! }] : [],
    );
    expect(features).toHaveLength(67);
    for (const { path, expected, file } of features) {
      expect([file.tests, file.coverage], path).toEqual([undefined, undefined]);
      const pickles = expected["upstream_pickles"] ?? expected["pickles"];
      if (file.bytes > 0) expect(file.specification?.pickles, path).toBe(pickles);
    }
  });

  it("refuses or flags every file that is not readable as it stands", () => {
    const trusted = rows.filter(({ expected }, i) => {
      const { status, problems } = inspection.files[i]!;
      // Refused by the script's older grammar alone: its pickles are counted.
      if ("upstream_pickles" in expected) return false;
      return "error" in expected && status === "ok" && problems.every(({ severity }) => severity === "info");
    });
    expect(trusted.map(({ path }) => path)).toEqual([]);
  });

  it("says for each problem what to do", () => {
    for (const { problems, path, status } of inspection.files) {
      expect(status === "ok" || problems.some(({ severity }) => severity === "error"), path).toBe(true);
      for (const { remedy } of problems) expect(remedy, path).not.toBe("");
    }
  });
});

function countFailures({ kind, format, expected }: Row): number {
  if (kind === "coverage") return 0;
  // The count of "not ok" in TAP has those with a TODO, which are no failures; its verdict has not.
  if (format === "tap") return expected["ok"] === false ? 1 : 0;
  const counts = failureKeys.map((key) => expected[key]).filter((count) => typeof count === "number");
  return counts.reduce((sum, count) => sum + count, 0);
}

function looksGreen({ status, tests }: InspectedFile): boolean {
  return status === "ok" && (tests === undefined || tests.failed + tests.errored === 0);
}
