import {
  type ChangedFileCoverage,
  type CoverageMap,
  countLayout,
  type Evidence,
  type FileCoverage,
  type Report,
} from "@tollgate/model";
import { referenceMap, sourceText } from "@tollgate/source";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeReport } from "../compute-report.ts";
import { reportOf } from "../testing/coverage.ts";
import { versionsOf } from "../testing/versions.ts";

const path = "src/cart.ts";
const before = `export function total(order) {
  if (order.empty) return none(order, "an order without lines");
  return order.lines.reduce((sum, line) => sum + line.price, 0);
}
export function discount(order) {
  return order.customer ? rate(order.customer, order.total) * order.total : 0;
}
`;

/** What people do to a file: lay it out in another way, move a part, edit, add. */
const edits: readonly ((text: string) => string)[] = [
  (text) => text.replace("if (order.empty) return", "if (order.empty)\n    return"),
  (text) => text.replace("sum + line.price", "sum + line.cost"),
  (text) =>
    text
      .split(/(?=export function)/)
      .reverse()
      .join(""),
  (text) => text.replace(" ? rate", "\n    ? rate"),
  (text) => text.replace("return order.customer", "log(order);\n  return order.customer"),
];

const origins = ["unit", "integration", "e2e"];
const world = fc.record({
  after: fc
    .subarray([...edits], { minLength: 1 })
    .map((some) => some.reduce((text, edit) => edit(text), before)),
  hits: fc.infiniteStream(fc.boolean()),
  removed: fc.subarray(origins, { minLength: 1 }),
});

/** Uncovered lines, functions and arms that the change answers for. */
type Charged = readonly number[];

/** A law of five in DESIGN.md, of the base: evidence that is dropped there excuses nothing more. */
function law(baseOf: (whole: Report, part: Report) => Report, { isDirty = false } = {}): void {
  fc.assert(
    fc.property(world, ({ after, hits, removed }) => {
      const all = (text: string): readonly Evidence[] =>
        origins.map((kind, i) => reportOf([measured(text, hits)], { kind }, String(i)));
      const [was, now] = [all(before), all(after)];
      const whole = baseReport(was.map((item, i) => (isDirty && i === 0 ? { ...item, dirty: true } : item)));
      const part = baseReport(was.filter(({ origin }) => !removed.includes(origin.kind)));
      const full = charged(after, now, whole);
      const less = charged(after, now, baseOf(whole, part));
      for (const [i, count] of full.entries()) expect(less[i]).toBeGreaterThanOrEqual(count);
      const none = charged(after, now, undefined);
      for (const [i, count] of full.entries()) expect(none[i]).toBeGreaterThanOrEqual(count);
    }),
    { numRuns: 200 },
  );
}

/** Each run reads two versions of a source several times. */
const slow = { timeout: 60_000 };

describe("evidence that is dropped from the base", slow, () => {
  it("excuses nothing more", () => {
    law((_, part) => part);
  });

  it("excuses nothing more where some of it is of a dirty checkout", () => {
    law((_, part) => part, { isDirty: true });
    law((whole) => ({ ...whole, inputs: whole.inputs.map((input) => ({ ...input, dirty: true })) }));
    const unflagged = (report: Report): Report => ({
      ...report,
      inputs: report.inputs.map(({ dirty: _dirty, ...input }) => input),
    });
    expect(() => law((whole) => unflagged(whole), { isDirty: true })).toThrow();
  });

  it("would, if a base were taken for whole whatever it lacks", () => {
    expect(() => law((whole, part) => ({ ...part, inputs: whole.inputs }))).toThrow();
  });
});

describe("what a change answers for", slow, () => {
  it("grows with no hit", () => {
    fc.assert(
      fc.property(world, fc.nat(2), ({ after, hits }, which) => {
        const was = origins.map((kind, i) => reportOf([measured(before, hits)], { kind }, String(i)));
        const now = origins.map((kind, i) => reportOf([measured(after, hits)], { kind }, String(i)));
        const base = baseReport(was);
        const more = now.map((item, i) =>
          i === which
            ? reportOf(
                item.coverage!.files.map((file) => ({ ...file, counts: file.counts.map(() => 1) })),
                item.origin,
                String(i),
              )
            : item,
        );
        const [few, many] = [charged(after, now, base), charged(after, more, base)];
        for (const [i, count] of many.entries()) expect(count).toBeLessThanOrEqual(few[i]!);
      }),
    );
  });
});

const context = { subject: {}, packages: [], missing: [], problems: [] };

function baseReport(evidence: readonly Evidence[]): Report {
  return computeReport({ evidence }, { ...context, changes: { reason: "", remedy: "" } });
}

function charged(after: string, evidence: readonly Evidence[], base: Report | undefined): Charged {
  const { change } = versionsOf(path, before, after);
  const { changed } = computeReport(
    { evidence },
    {
      ...{ ...context, changes: { baseSha: "b", files: [change] } },
      sources: new Map([[path, { lines: 99, hasOtherLineEnds: false, text: sourceText(after, path) }]]),
      baseTexts: new Map([[path, sourceText(before, path)]]),
      ...(base === undefined
        ? {}
        : { baseline: { how: "bundle", report: base, files: { known: true, differing: new Set() } } }),
    },
  );
  if (!changed.known) throw new Error(changed.reason);
  return changed.files.flatMap((file) => [file, ...file.byKind].flatMap(uncoveredOf));
}

function uncoveredOf({
  charged: { lines, functions, branches },
}: Pick<ChangedFileCoverage, "charged">): Charged {
  return [lines, functions, branches].map(({ found, hit }) => found - hit);
}

const maps = new Map<string, CoverageMap>();

function measured(text: string, hits: fc.Stream<boolean>): FileCoverage {
  const map = maps.get(text) ?? referenceMap(text, path)!;
  maps.set(text, map);
  const counts = new Float64Array(countLayout(map).length).map(() => (hits.next().value === true ? 1 : 0));
  return { path, package: "shop", map, counts };
}
