import { evidence, fileCoverage, totalsMap } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bundle } from "../bundle.ts";
import type { CoverageMap, FileCoverage } from "../coverage.ts";
import { branchEntities, functionEntities, noBranches, noFunctions } from "../coverage-entities.ts";
import type { Evidence } from "../evidence.ts";
import { mapDigest } from "../map-digest.ts";
import { bundleOf } from "../merge-bundles.ts";
import type { TestCase } from "../tests.ts";
import { createBundleDecoder } from "./decode-bundle.ts";
import { canonicalBundle, encodeBundle } from "./encode-bundle.ts";
import { type BundleLimits, bundleLimits } from "./limits.ts";
import { encodeRows } from "./testing/vlq-text.ts";
import { createVarintWriter } from "./varints.ts";

const bundle = fc.array(evidence, { maxLength: 4 }).map(bundleOf);

/** The same with the members of every object the other way round. */
function reversed<T>(value: T): T {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(reversed) as T; // of the same items
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)])) as T; // the same members
}

function textOf(value: Bundle): string {
  return encodeBundle(value);
}

function decode(
  text: string | Uint8Array,
  chunkLength = 1_000,
  limits: Partial<BundleLimits> = { bytes: 1e7, lineBytes: 1e6 },
): ReturnType<ReturnType<typeof createBundleDecoder>["end"]> {
  const bytes = Buffer.from(text);
  const decoder = createBundleDecoder("x.tollgate", { ...bundleLimits, ...limits });
  for (let i = 0; i < bytes.length; i += chunkLength) decoder.write(bytes.subarray(i, i + chunkLength));
  return decoder.end();
}

/** A one-evidence bundle with one coverage file, as text with a replacement. */
function tampered(replace: (text: string) => string): string {
  const [sample] = fc.sample(
    evidence.filter(({ coverage }) => (coverage?.files.length ?? 0) > 0),
    { numRuns: 1, seed: 7 },
  );
  return replace(textOf(bundleOf([sample!])));
}

/** Evidence of one passed test with the given members. */
function withCase(members: Partial<TestCase>): Evidence {
  const [sample] = fc.sample(evidence, { numRuns: 1, seed: 3 });
  const { coverage: _none, ...rest } = sample!;
  const test: TestCase = { package: "p", suite: [], name: "adds", status: "passed", details: [], ...members };
  return { ...rest, tests: { entries: 1, cases: [test] } };
}

/** Places as lists of numbers; in each file its path, its package and its counts as Base64 of LEB128. */
function olderText(value: Bundle): string {
  const files = value.evidence.flatMap(({ coverage }) => coverage?.files ?? []);
  const maps = [...new Map(files.map(({ map }) => [map.digest, map])).values()];
  let [written, mapsWritten] = [0, 0];
  return encodeBundle(value)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter(({ source }) => source === undefined)
    .map(({ map, file, end, ...rest }) => {
      if (map !== undefined) return { map: olderMap(maps[mapsWritten++]!) };
      if (file !== undefined) return { file: olderFile(files[written++]!, file) };
      return end === undefined ? rest : { end: { evidence: end.evidence, maps: end.maps } };
    })
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

function olderMap(map: CoverageMap): object {
  const { precision, statements, conditions, totals } = map;
  return {
    precision,
    statements: [...statements],
    functions: functionEntities(map).map(({ name, line, column, endLine }) => [name, line, column, endLine]),
    branches: branchEntities(map).map(({ type, line, column, arms }) => [type, line, column, arms]),
    conditions: [...conditions],
    ...(totals === undefined ? {} : { totals: [totals.lines, totals.functions, totals.branches] }),
  };
}

function olderFile(
  { path, package: owner, counts }: FileCoverage,
  { source: _, hits: _hits, ...rest }: object & { source?: number; hits?: string },
): object {
  const writer = createVarintWriter();
  for (const count of counts) writer.put(count + 1);
  return { path, package: owner, ...rest, counts: writer.take() };
}

describe("bundle codec", () => {
  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(bundle, fc.integer({ min: 1, max: 200 }), (value, chunkLength) => {
        const decoded = decode(textOf(value), chunkLength);
        expect("bundle" in decoded && canonicalBundle(decoded.bundle)).toBe(canonicalBundle(value));
      }),
    );
  });

  it("reads back totals, and refuses more covered than there is", () => {
    fc.assert(
      fc.property(evidence, fileCoverage(totalsMap), (item, file) => {
        const text = textOf(bundleOf([{ ...item, coverage: { files: [file] } }]));
        const decoded = decode(text);
        const read = "bundle" in decoded ? decoded.bundle.evidence[0]?.coverage?.files : undefined;
        expect(read?.map(({ map, counts }) => [map, [...counts]])).toEqual([[file.map, [...file.counts]]]);
        const fewer = text.replace(/"totals":\[.*?\]/, '"totals":[0,0,0]');
        expect("bundle" in decode(fewer)).toBe(file.counts.every((count) => count <= 0));
      }),
    );
  });

  it("gives equal evidence equal bytes, in whatever order its members were made", () => {
    fc.assert(
      fc.property(bundle, (value) => {
        const evidence = value.evidence.map((item) => reversed(item));
        expect(textOf({ ...value, evidence })).toBe(textOf(value));
        const decoded = decode(textOf({ ...value, evidence }));
        expect("bundle" in decoded && textOf(decoded.bundle)).toBe(textOf(value));
      }),
    );
  });

  it("reads coverage as older versions wrote it", () => {
    fc.assert(
      fc.property(bundle, (value) => {
        const decoded = decode(olderText(value));
        expect("bundle" in decoded && canonicalBundle(decoded.bundle)).toBe(canonicalBundle(value));
      }),
    );
  });

  it.each([
    [2, "bundle"],
    [3, "problem"],
    [Number.MAX_SAFE_INTEGER, "problem"],
  ])("reads as many covered conditions as a line has: %d of 2", (covered, expected) => {
    const [sample] = fc.sample(
      evidence.filter(({ coverage }) => (coverage?.files.length ?? 0) > 0),
      { numRuns: 1, seed: 7 },
    );
    const empty = { statements: new Int32Array(0), functions: noFunctions, branches: noBranches };
    const shape = { precision: "lines" as const, ...empty, conditions: Int32Array.of(1, 2) };
    const map: CoverageMap = { ...shape, digest: mapDigest(shape) };
    const file = { ...sample!.coverage!.files[0]!, map, counts: Float64Array.of(covered) };
    const value = bundleOf([{ ...sample!, coverage: { files: [file] } }]);
    expect(decode(textOf(value))).toHaveProperty(expected);
    expect(decode(olderText(value))).toHaveProperty(expected);
  });

  it("reads back which try of which test a case is", () => {
    for (const tryOf of [{ series: "h" }, { series: "__proto__", startedAt: 7, number: 0 }]) {
      const value = bundleOf([withCase({ tryOf })]);
      const decoded = decode(textOf(value));
      expect("bundle" in decoded && decoded.bundle).toEqual(value);
    }
    const wrong = decode(textOf(bundleOf([withCase({ tryOf: { series: "h", number: -1 } })])));
    expect("problem" in wrong && wrong.problem.code).toBe("bundle-refused");
  });

  it("refuses a bundle cut at any byte", () => {
    const text = tampered((whole) => whole);
    for (let length = 0; length < text.length - 1; length++)
      expect("problem" in decode(text.slice(0, length))).toBe(true);
  });

  it("never throws on changed bytes", () => {
    const text = Buffer.from(tampered((whole) => whole));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(text);
        changed[at] = byte;
        decode(changed);
      }),
    );
  });

  it.each([
    ["another version", (text: string) => text.replace("bundle/1", "bundle/2"), "bundle-version"],
    [
      "an absolute path",
      (text: string) => text.replace(/"path":"packages/, '"path":"/etc'),
      "bundle-refused",
    ],
    [
      "a path that leaves the repository",
      (text: string) => text.replace(/"source":\{"path":"packages/, '"source":{"path":"../..'),
      "bundle-refused",
    ],
    ["counts that are cut", (text: string) => text.replace(/"hits":"[^"]+"/, '"hits":"g"'), "bundle-refused"],
    [
      "more counts than the map has entities",
      (text: string) => text.replace(/"hits":"[^"]+"/, `"hits":"${"A".repeat(1_000)}"`),
      "bundle-refused",
    ],
    [
      "older counts that are cut",
      (text: string) => text.replace(/"hits":"[^"]+"/, '"counts":"gA=="'),
      "bundle-refused",
    ],
    [
      "more older counts than the map has entities",
      (text: string) => text.replace(/"hits":"[^"]+"/, `"counts":"${"AQEB".repeat(1_000)}"`),
      "bundle-refused",
    ],
    ["a map that was not written", (text: string) => text.replace(/"map":0/, '"map":7'), "bundle-refused"],
    [
      "a source that was not written",
      (text: string) => text.replace(/"source":0/, '"source":7'),
      "bundle-refused",
    ],
    [
      "other than the declared sources",
      (text: string) => text.replace(/,"sources":\d+/, ""),
      "bundle-refused",
    ],
    [
      "fewer records than declared",
      (text: string) => text.replace(/"coverage":\{"files":\d+\}/, '"coverage":{"files":9}'),
      "bundle-refused",
    ],
    [
      "the id of other evidence",
      (text: string) => text.replace(/"id":"sha256:[0-9a-f]{64}"/, `"id":"sha256:${"0".repeat(64)}"`),
      "bundle-refused",
    ],
    [
      "a shard behind the last one",
      (text: string) => text.replace(/"shard":\{"index":\d+,"total":\d+\}/, '"shard":{"index":3,"total":2}'),
      "bundle-refused",
    ],
    [
      "more shards than anybody runs",
      (text: string) =>
        text.replace(/"shard":\{"index":\d+,"total":\d+\}/, '"shard":{"index":1,"total":10001}'),
      "bundle-refused",
    ],
    [
      "an attempt that no job had",
      (text: string) => text.replace(/"attempt":\d+/, '"attempt":10001'),
      "bundle-refused",
    ],
    [
      "a line with a million conditions",
      (text: string) =>
        text.replace(/"conditions":"[^"]*"/, `"conditions":"${encodeRows(Int32Array.of(1, 1_000_000), 2)}"`),
      "bundle-refused",
    ],
    ["records after the end", (text: string) => `${text}{"cases":[]}\n`, "bundle-refused"],
    [
      "an unknown record",
      (text: string) => text.replace('{"end"', '{"plugin":{}}\n{"end"'),
      "bundle-refused",
    ],
    [
      "an unknown problem code",
      (text: string) => text.replace('"problems":[]', '"problems":[{"code":"x"}]'),
      "bundle-refused",
    ],
  ])("refuses %s", (_what, change, code) => {
    const text = tampered(change);
    expect(text).not.toBe(tampered((whole) => whole));
    const decoded = decode(text);
    expect("problem" in decoded && decoded.problem.code).toBe(code);
  });

  it.each([
    ["cases", "test cases"],
    ["files", "files"],
    ["counts", "counts"],
    ["maps", "coverage maps"],
    ["parts", "parts of tests, maps, findings and problems"],
  ])("refuses more %s than its budget", (name, words) => {
    const whole = fc.sample(evidence, { numRuns: 40, seed: 5 });
    const decoded = decode(textOf(bundleOf(whole)), 1_000, { [name]: 1 });
    expect("problem" in decoded && decoded.problem).toMatchObject({
      code: "bundle-refused",
      message: `The bundle is not used: it holds more than 1 ${words}.`,
    });
    expect(decode(textOf(bundleOf(whole)))).toHaveProperty("bundle");
  });

  const cases = (text: string) => JSON.parse(text.split("\n").find((line) => line.startsWith('{"cases"'))!);

  it.each([
    ["place", 7],
    ["place", -1],
    ["suite", 7],
    ["suite", "0"],
    ["suite", undefined],
  ])("refuses a case whose %s is %j", (member, index) => {
    const text = textOf(bundleOf([withCase({ suite: ["a"], file: "a.test.ts" })]));
    const line = cases(text);
    const changed = { ...line, cases: [{ ...line.cases[0], [member]: index }] };
    const decoded = decode(text.replace(JSON.stringify(line), JSON.stringify(changed)));
    expect("problem" in decoded && decoded.problem.code).toBe("bundle-refused");
  });

  it("reads cases that say themselves where they stand", () => {
    const bundle = bundleOf([withCase({ suite: ["a", "b"], file: "a.test.ts" })]);
    const text = textOf(bundle);
    const line = cases(text);
    const { place: _place, suite: _suite, ...test } = line.cases[0];
    const alone = { cases: [{ ...line.places[0], suite: line.suites[0], ...test, details: [] }] };
    expect(decode(text.replace(JSON.stringify(line), JSON.stringify(alone)))).toEqual({ bundle });
  });

  it("writes equal cases as equal bytes, however they were made", () => {
    const shared = ["a", "b"];
    const make = (suite: readonly string[], members: readonly string[]) => {
      const test: Record<string, unknown> = { package: "p", file: "f", suite, name: "n", line: 3 };
      Object.assign(test, { status: "passed", details: [], durationUs: 4 });
      return withCase(Object.fromEntries(members.map((name) => [name, test[name]])));
    };
    const members = ["package", "file", "suite", "name", "line", "status", "details", "durationUs"];
    const two = (a: Evidence, b: Evidence): Bundle =>
      bundleOf([{ ...a, tests: { entries: 2, cases: [...a.tests!.cases, ...b.tests!.cases] } }]);
    expect(textOf(two(make(shared, members), make(shared, members)))).toBe(
      textOf(two(make(["a", "b"], members.toReversed()), make(["a", "b"], members))),
    );
  });

  it("leaves the prototype of objects alone", () => {
    const text = tampered((whole) =>
      whole.replace('"problems":[]', '"__proto__":{"polluted":true},"problems":[]'),
    );
    decode(text);
    expect("polluted" in {}).toBe(false);
  });

  it("stops at the stated size", () => {
    const decoded = decode(`{"schema":"tollgate/bundle/1"}\n${" ".repeat(5_000)}`, 1_000, {
      bytes: 2_000,
      lineBytes: 1_500,
    });
    expect("problem" in decoded && decoded.problem.message).toBe(
      "The bundle is not used: a line is longer than 1500 bytes.",
    );
  });
});
