import {
  type Bundle,
  bundleOf,
  type Evidence,
  type FileCoverage,
  isFailing,
  mergeBundles,
  type Report,
  settleSkip,
  type TestCase,
} from "@tollgate/model";
import { evidence, exactMap, fileCoverage, lineMap, testCase } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeReport } from "./compute-report.ts";

const bundle = fc.array(evidence, { maxLength: 6 }).map(bundleOf);

function report(of: Bundle): Report {
  return computeReport(of, {
    subject: {},
    packages: [],
    changes: { reason: "no git", remedy: "" },
    missing: [],
    problems: [],
  });
}

/** Equal reports have equal text. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    ArrayBuffer.isView(member) ? Array.from(member as Float64Array) : member,
  ); // typed arrays only
}

describe("a report", () => {
  it("is the same for any arrival order", () => {
    fc.assert(
      fc.property(
        bundle.chain(({ evidence: items }) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray([...items], { minLength: items.length })),
        ),
        ([items, shuffled]) => {
          expect(textOf(report({ evidence: shuffled }))).toBe(textOf(report({ evidence: items })));
        },
      ),
    );
  });

  it("does not change with a doubled upload", () => {
    fc.assert(
      fc.property(bundle, (value) => {
        const doubled = {
          ...value.evidence[0]!,
          input: { ...value.evidence[0]?.input, path: "zz/again.xml" },
        } as Evidence; // may be empty
        const items = value.evidence.length === 0 ? [] : [...value.evidence, doubled];
        expect(textOf(report(bundleOf(items)))).toBe(textOf(report(value)));
      }),
    );
  });

  it("has a failing test for every case that fails in a newest attempt, and no other", () => {
    fc.assert(
      fc.property(bundle, (value) => {
        const newest = new Map<string, number>();
        const slot = ({ origin }: Evidence): string =>
          `${origin.job} ${origin.shard.index}/${origin.shard.total} ${origin.environment.join()}`;
        for (const item of value.evidence)
          newest.set(slot(item), Math.max(newest.get(slot(item)) ?? 0, item.origin.attempt));
        const failing = value.evidence
          .filter((item) => item.origin.attempt === newest.get(slot(item)))
          .flatMap(({ id, tests }) =>
            (tests?.cases ?? []).filter((test) => isFailing(settleSkip(test).status)).map(() => id),
          );
        const told = report(value).tests.filter(({ status }) => isFailing(status));
        // Each failing case names the reports that tell of it: every report with a failure is named by one.
        const named = new Set(told.flatMap(({ sources }) => sources));
        for (const id of failing) expect(named).toContain(id);
        for (const { sources } of told) expect(sources.some((id) => failing.includes(id))).toBe(true);
        expect(told.length).toBeLessThanOrEqual(failing.length);
        expect(told.length > 0).toBe(failing.length > 0);
      }),
    );
  });

  it("never covers more than it finds, and never less than a part of it", () => {
    fc.assert(
      fc.property(bundle, bundle, (a, b) => {
        for (const extent of extentsOf(report(mergeBundles([a, b])))) {
          expect(extent.hit).toBeLessThanOrEqual(extent.mayHit);
          expect(extent.mayHit).toBeLessThanOrEqual(extent.found);
        }
      }),
    );
  });
});

describe("a sharded run", () => {
  const cases = fc.array(testCase, { maxLength: 8 });
  const files = fc.uniqueArray(fileCoverage(fc.oneof(exactMap, lineMap)), {
    maxLength: 2,
    selector: ({ path }) => path,
  });

  it("equals the unsharded run in cases and statuses, for any split by test file", () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
        (tests, shardOfFile) => {
          const files = ["packages/api/a.test.ts", "packages/api/b.test.ts", undefined];
          const whole = report(bundleOf([shard(1, 1, { tests })]));
          const parts = [1, 2, 3].map((index) =>
            shard(index, 3, {
              tests: tests.filter(({ file }) => shardOfFile[files.indexOf(file)] === index),
            }),
          );
          const merged = report(bundleOf(parts));
          const facts = (value: Report): unknown =>
            value.tests.map(({ sources: _evidence, ...test }) => test);
          expect(facts(merged)).toEqual(facts(whole));
          expect(merged.totals).toEqual(whole.totals);
        },
      ),
    );
  });

  it("equals the unsharded run in found and covered lines, for any split of hits", () => {
    fc.assert(
      fc.property(files, fc.infiniteStream(fc.boolean()), (measured, coins) => {
        const whole = report(bundleOf([shard(1, 1, { files: measured })]));
        const left = measured.map((file) => ({
          ...file,
          counts: file.counts.map((count) => (coins.next().value === true || count < 0 ? count : 0)),
        }));
        const right = measured.map((file, i) => ({
          ...file,
          counts: file.counts.map((count, j) =>
            count < 0 ? count : count - Math.max(0, left[i]!.counts[j]!),
          ),
        }));
        const merged = report(bundleOf([shard(1, 2, { files: left }), shard(2, 2, { files: right })]));
        const facts = (value: Report): unknown =>
          value.coverage.map(({ path, map, counts }) => ({ path, map: map.digest, counts: [...counts] }));
        expect(facts(merged)).toEqual(facts(whole));
      }),
    );
  });

  it("is told apart from a sum of the shards' totals", () => {
    const summed = (parts: readonly Report[]): number =>
      parts.reduce((sum, part) => sum + (part.totals.coverage?.lines.found ?? 0), 0);
    const run = fc.check(
      fc.property(files, (measured) => {
        const part = report(bundleOf([shard(1, 2, { files: measured })]));
        return summed([part, part]) === (part.totals.coverage?.lines.found ?? 0);
      }),
    );
    expect(run.failed).toBe(true);
  });
});

function extentsOf({ totals, cells }: Report): readonly { found: number; hit: number; mayHit: number }[] {
  return [totals, ...cells].flatMap(({ coverage }) =>
    coverage === undefined ? [] : [coverage.lines, coverage.functions, coverage.branches],
  );
}

function shard(
  index: number,
  total: number,
  content: { tests?: readonly TestCase[]; files?: readonly FileCoverage[] },
): Evidence {
  return {
    id: `sha256:${String(index).padStart(64, "0")}`,
    origin: {
      package: "@shop/api",
      kind: "unit",
      job: "test",
      shard: { index, total },
      attempt: 1,
      environment: [],
      invocation: "reports",
    },
    input: { path: `reports/${index}.xml`, bytes: 1, digest: "sha256:0", format: "junit-xml" },
    status: "ok",
    problems: [],
    runs: [],
    ...(content.tests === undefined
      ? {}
      : { tests: { entries: content.tests.length, cases: content.tests } }),
    ...(content.files === undefined ? {} : { coverage: { files: content.files } }),
  };
}
