import {
  type ChangedCode,
  type ChangedFileCoverage,
  countLayout,
  type FileCoverage,
  functionEntities,
  type Report,
} from "@tollgate/model";
import { referenceMap, sourceText } from "@tollgate/source";
import { describe, expect, it } from "vitest";
import type { BaselineSource } from "../compare-with-baseline.ts";
import { computeReport } from "../compute-report.ts";
import { reportOf } from "../testing/coverage.ts";
import { versionsOf } from "../testing/versions.ts";

const before = `export function total(order) {
  if (order.empty) return none(order, "an order without lines");
  return order.lines.reduce((sum, line) => sum + line.price, 0);
}
export function discount(order) { return rate(order.customer, order.total) * order.total; }
`;

describe("what a change answers for", () => {
  it("is what is new and what it changed", () => {
    const after = before
      .replace("{\n  if", "{\n  log(order);\n  if")
      .replace("sum + line.price", "sum + line.cost");
    const file = judge(after, { head: [0, 1] });
    expect(file).toMatchObject({
      lines: { found: 2, hit: 1 },
      charged: { lines: { found: 2, hit: 1 } },
      classes: [
        { what: "new", lines: [[2, 2]] },
        { what: "changed", lines: [[4, 4]] },
      ],
      uncovered: [[4, 4]],
      excused: [],
    });
  });

  const spread = before.replace(
    'none(order, "an order without lines")',
    "none(\n    order,\n    'an order without lines',\n  )",
  );

  it("is not what is laid out in another way, where no test ran it on the base either", () => {
    expect(judge(spread, { head: [], base: [] })).toMatchObject({
      lines: { found: 1, hit: 0 },
      charged: { lines: { found: 0, hit: 0 }, functions: { found: 0 }, branches: { found: 0 } },
      classes: [{ what: "reformatted", lines: [[2, 2]] }],
      uncovered: [[2, 2]],
      excused: [[2, 2]],
      uncoveredFunctions: [{ name: "total", line: 1, endLine: 7, excused: true }],
    });
  });

  it("is what tests ran on the base and do not run now, though it is only laid out in another way", () => {
    expect(judge(spread, { head: [], base: [0, 1, 2] })).toMatchObject({
      charged: { lines: { found: 1, hit: 0 }, functions: { found: 1, hit: 0 } },
      lost: [[2, 2]],
      excused: [],
    });
  });

  it("is nothing where tests run what is laid out in another way", () => {
    expect(judge(spread, { head: [0, 1, 2] })).toMatchObject({
      lines: { found: 1, hit: 1 },
      charged: { lines: { found: 0 } },
      uncovered: [],
    });
  });

  it("is all that is not proven without a base report, and it is said", () => {
    const report = reportFor(spread, { head: [] });
    expect(fileOf(report.changed)).toMatchObject({
      charged: { lines: { found: 1, hit: 0 } },
      excused: [],
      lost: [],
    });
    expect(report.changed).toMatchObject({ unexcused: { lines: 1, reason: "there is no base report" } });
  });

  it("is not a comment", () => {
    const after = before.replace("return order.lines", "/* all of\n  them */ return order.lines");
    expect(judge(after, { head: [] })).toMatchObject({ charged: { lines: { found: 1 } } });
    const inside = spread.replace("    order,", "    // which\n    order,");
    expect(judge(inside, { from: spread, head: [] })).toMatchObject({
      lines: { found: 0 },
      charged: { lines: { found: 0 }, functions: { found: 0 } },
      classes: [],
    });
  });

  it("is not a line that is edited where no test ran it before", () => {
    const after = before.replace("sum + line.price", "sum + line.cost");
    expect(judge(after, { head: [], base: [] })).toMatchObject({
      charged: { lines: { found: 0 } },
      classes: [{ what: "already-uncovered", lines: [[3, 3]] }],
    });
    expect(judge(after, { head: [], base: [0, 2, 3] })).toMatchObject({
      charged: { lines: { found: 1, hit: 0 } },
    });
  });

  it("is not what is moved to another place, where no test ran it there", () => {
    const [first = "", second = ""] = before.split(/(?=export function discount)/);
    const file = judge(second + first, { head: [], base: [] });
    expect(file.classes).toEqual([{ what: "moved", lines: [[1, 1]] }]);
    expect(file).toMatchObject({
      charged: { lines: { found: 0 }, functions: { found: 0 } },
      excused: [[1, 1]],
    });
  });

  it("knows arms of branches on the base", () => {
    const wide = before.replace("if (order.empty) return", "if (\n    order.empty\n  )\n    return");
    expect(judge(wide, { head: [0], armsNow: [0, 4], base: [0], armsBefore: [0, 4] })).toMatchObject({
      branches: { found: 2, hit: 1 },
      charged: { branches: { found: 0 } },
    });
    expect(judge(wide, { head: [0], armsNow: [0, 4], base: [0], armsBefore: [1, 4] })).toMatchObject({
      charged: { branches: { found: 1, hit: 0 } },
    });
  });
});

describe("an excuse", () => {
  const after = before
    .replace("sum + line.price", "(sum + line.price)")
    .replace("{ return rate", "{\n  return rate");
  const open = { head: [], base: [] };

  it("is not taken from a base report that may not be whole", () => {
    const charged = (base: Partial<BaselineSource> | undefined, report: Partial<Report> = {}): unknown =>
      reportFor(after, open, base, report).changed;
    expect(charged({})).not.toHaveProperty("unexcused");
    const whole = reportFor(before, { head: [] }).inputs;
    const doubts: readonly (readonly [RegExp, Partial<BaselineSource>, Partial<Report>])[] = [
      [/another commit/, { files: { known: false, reason: "it is of another commit", remedy: "" } }, {}],
      [/does not tell/, { files: { known: true, differing: new Set(["src/cart.ts"]) } }, {}],
      [/local changes/, {}, { inputs: whole.map((input) => ({ ...input, dirty: true })) }],
      [/lacks shard 2/, {}, { missing: [{ what: "shard 2", because: "", remedy: "" }] }],
      [/has no unit coverage/, {}, { inputs: [] }],
      [/has errors/, {}, { problems: [{ code: "malformed", severity: "error", message: "", remedy: "" }] }],
    ];
    for (const [reason, base, members] of doubts)
      expect(charged(base, members)).toMatchObject({ unexcused: { reason: expect.stringMatching(reason) } });
    const proven = { files: { known: true as const, differing: new Set<string>(), proven: new Set([path]) } };
    const dirty = { inputs: whole.map((input) => ({ ...input, dirty: true })) };
    expect(charged(proven, dirty)).not.toHaveProperty("unexcused");
  });
});

type Runs = {
  readonly from?: string;
  /** Numbers of the statements that tests run. */
  readonly head: readonly number[];
  /** The same on the base; absent without a base report. */
  readonly base?: readonly number[];
  readonly armsNow?: readonly number[];
  readonly armsBefore?: readonly number[];
};

function judge(after: string, runs: Runs): ChangedFileCoverage {
  return fileOf(reportFor(after, runs).changed);
}

function fileOf(changed: ChangedCode): ChangedFileCoverage {
  if (!changed.known) throw new Error(changed.reason);
  return changed.files[0]!;
}

const path = "src/cart.ts";

function reportFor(
  after: string,
  { from = before, head, base, armsNow, armsBefore }: Runs,
  source: Partial<BaselineSource> = {},
  members: Partial<Report> = {},
): Report {
  const { change } = versionsOf(path, from, after);
  const context = { subject: {}, packages: [], missing: [], problems: [] };
  const changes = { baseSha: "b", files: [change] };
  const baseline =
    base === undefined
      ? undefined
      : {
          how: "bundle",
          report: {
            ...computeReport(
              { evidence: [reportOf([measured(from, base, armsBefore)])] },
              { ...context, changes: { reason: "", remedy: "" } },
            ),
            ...members,
          },
          files: { known: true as const, differing: new Set<string>() },
          ...source,
        };
  return computeReport(
    { evidence: [reportOf([measured(after, head, armsNow)])] },
    {
      ...{ ...context, changes },
      sources: new Map([[path, { lines: 99, hasOtherLineEnds: false, text: sourceText(after, path) }]]),
      baseTexts: new Map([[path, sourceText(from, path)]]),
      ...(baseline === undefined ? {} : { baseline }),
    },
  );
}

/** A function is called when a statement of its runs. */
function measured(text: string, runs: readonly number[], arms: readonly number[] = []): FileCoverage {
  const map = referenceMap(text, path)!;
  const layout = countLayout(map);
  const counts = new Float64Array(layout.length);
  for (const statement of runs) counts[statement] = 1;
  for (const [i, { line, endLine }] of functionEntities(map).entries())
    counts[layout.functions + i] = runs.some(
      (statement) => map.statements[statement * 4]! >= line && map.statements[statement * 4]! <= endLine,
    )
      ? 1
      : 0;
  for (const [i, hits] of arms.entries()) counts[layout.arms + i] = hits;
  return { path, package: "shop", map, counts };
}
