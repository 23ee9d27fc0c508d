import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createCollector, type InputOptions } from "@tollgate/collect";
import { testsAtLine, unsharded } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";

const shared = sharedFolder();

const fixture = (path: string): Buffer => readFileSync(join(import.meta.dirname, "../src", path));

describe("reports that tell which tests hit which lines", () => {
  it("of coverage.py, with dynamic contexts", () => {
    const path = "coveragepy-json/fixtures/contexts.json";
    const report: { files: Record<string, { contexts: Record<string, string[]> }> } = JSON.parse(
      fixture(path).toString("utf8"),
    );
    const { lineTests, problems } = collect(fixture(path), { path });
    expect(problems).toEqual([]);
    let pairs = 0;
    for (const [file, { contexts }] of Object.entries(report.files))
      for (const [line, names] of Object.entries(contexts)) {
        const wanted = names.filter((name) => name !== "");
        pairs += wanted.length;
        const told = lineTests?.files.find(({ path: of }) => of === file);
        const found = told === undefined ? [] : testsAtLine(told.ranges, Number(line));
        expect(found.map((test) => lineTests!.tests[test]).sort()).toEqual([...wanted].sort());
      }
    expect(pairs).toBe(9);
  });

  it("of lcov, with a name for each test", () => {
    const path = "lcov/fixtures/test-names.info";
    const { lineTests, problems } = collect(fixture(path), { path });
    expect(problems).toEqual([]);
    expect(lineTests?.tests).toEqual(["discount", "full_price"]);
    const [file] = lineTests!.files;
    expect([3, 4, 6, 8].map((line) => testsAtLine(file!.ranges, line))).toEqual([[0], [1], [1], [0, 1]]);
  });

  it.skipIf(shared === undefined)("of Stryker and others, as an independent count of covered mutants", () => {
    const folder = `${shared}corpus/mutation/stryker-json`;
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".json"),
    );
    expect(names.length).toBeGreaterThan(15);
    let told = 0;
    for (const name of names) {
      const bytes = readFileSync(join(folder, name));
      if (name.endsWith("mutation-report-old.json")) continue; // of Stryker.NET before the schema
      const { input, lineTests, tests, coverage } = collect(bytes, { path: `mutation/${name}` });
      expect(input.format, name).toBe("stryker-json");
      expect([tests, coverage]).toEqual([undefined, undefined]);
      const wanted = coveredLines(JSON.parse(bytes.toString("utf8")));
      const found = new Set<string>();
      for (const { path, ranges } of lineTests?.files ?? [])
        for (let i = 0; i < ranges.length; i += 3)
          for (let line = ranges[i + 1]!; line <= ranges[i + 2]!; line++) found.add(`${path}:${line}`);
      expect([...found].sort(), name).toEqual(wanted);
      told += wanted.length;
    }
    expect(told).toBeGreaterThan(10);
  });
});

it("a report of one test that the policy names is that test's", () => {
  const istanbul = {
    "src/a.js": {
      path: "src/a.js",
      statementMap: { 0: place(1), 1: place(2) },
      fnMap: {},
      branchMap: {},
      s: { 0: 3, 1: 0 },
      f: {},
      b: {},
    },
  };
  const spec = {
    kind: "unit",
    files: ["per-test/*.json"],
    required: true,
    perTest: true,
    place: { path: "tollgate.yml", line: 1, column: 1 },
  };
  const { lineTests, coverage } = collect(Buffer.from(JSON.stringify(istanbul)), {
    path: "per-test/adds two.json",
    spec,
  });
  expect(lineTests).toEqual({
    tests: ["adds two"],
    files: [{ path: "src/a.js", package: "", ranges: Int32Array.of(0, 1, 1) }],
  });
  expect(coverage?.files).toHaveLength(1);
});

it("the test names of lcov are tests, and gcovr's is none", () => {
  const record = (test: string, hits: number) => `TN:${test}\nSF:a.c\nDA:1,${hits}\nDA:2,1\nend_of_record\n`;
  const { lineTests, coverage } = collect(
    Buffer.from(record("adds", 1) + record("sums", 0) + record("", 1) + record("GCOVR_report", 1)),
    { path: "lcov.info" },
  );
  expect(lineTests).toEqual({
    tests: ["adds", "sums"],
    files: [{ path: "a.c", package: "", ranges: Int32Array.of(0, 1, 2, 1, 2, 2) }],
  });
  expect([...coverage!.files[0]!.counts]).toEqual([3, 4]);
});

function collect(bytes: Uint8Array, input: Pick<InputOptions, "path" | "spec">) {
  const session = createCollector({
    mappings: [],
    job: "",
    shard: unsharded,
    attempt: 1,
    environment: [],
  }).open({ promised: true, ...input });
  session.write(bytes);
  return session.close()!;
}

function place(line: number) {
  return { start: { line, column: 0 }, end: { line, column: 9 } };
}

/** `path:line` of each mutant that a test covers, counted without the reader. */
function coveredLines(report: { files: Record<string, { mutants: readonly Mutant[] }> }): readonly string[] {
  const lines = new Set<string>();
  for (const [path, { mutants }] of Object.entries(report.files))
    for (const { coveredBy = [], location } of mutants)
      if (coveredBy.length > 0) lines.add(`${path.replaceAll("\\", "/")}:${location.start.line}`);
  return [...lines].sort();
}

type Mutant = {
  readonly coveredBy?: readonly string[];
  readonly location: { readonly start: { readonly line: number } };
};
