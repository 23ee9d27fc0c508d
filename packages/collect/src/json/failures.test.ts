import { isFailing } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jestJson } from "../jest-json/reader.ts";
import { playwrightJson } from "../playwright-json/reader.ts";
import type { Reader, ReadSession, Sink } from "../reader.ts";
import { jestReport, playwrightReport, turboReport } from "../testing/fuzz/json-reports.ts";
import { membersOf } from "../testing/json-damage.ts";
import { readAll } from "../testing/read-all.ts";
import { turboSummary } from "../turbo-summary/reader.ts";
import { vitestJson } from "../vitest-json/reader.ts";

/*
 * Law 6: whatever is done to a report, a reader does not throw, and it finds at least as many failures as a walk that
 * knows nothing but one member's value, or says an error.
 */

type Format = {
  readonly reader: Reader;
  readonly report: fc.Arbitrary<unknown>;
  /** True for an object that says that something failed. */
  readonly isFailure: (object: { readonly [name: string]: unknown }) => boolean;
};

const isFailedEntry: Format["isFailure"] = (object) =>
  object["status"] === "failed" && !("assertionResults" in object);

const formats: readonly Format[] = [
  { reader: vitestJson, report: jestReport, isFailure: isFailedEntry },
  { reader: jestJson, report: jestReport, isFailure: isFailedEntry },
  { reader: playwrightJson, report: playwrightReport, isFailure: (test) => test["status"] === "unexpected" },
  {
    reader: turboSummary,
    report: turboReport,
    isFailure: (execution) => "startTime" in execution && Number(execution["exitCode"]) > 0,
  },
];

/** Counts failures while the text is parsed, without looking where they stand. */
function countFailures(text: string, isFailure: Format["isFailure"]): number {
  let count = 0;
  JSON.parse(text, (_, value: unknown) => {
    if (value !== null && typeof value === "object" && isFailure({ ...value })) count++;
    return value;
  });
  return count;
}

type Edit = { readonly at: number; readonly how: "replace" | "remove" | "wrap"; readonly value: unknown };

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("replace", "remove", "wrap"),
  value: fc.oneof(
    fc.constantFrom(null, 0, -1, 1e300, "x", "failed", true, [], {}, [null], { status: 1 }),
    fc.jsonValue(),
  ),
});

function isPartList(value: unknown): boolean {
  return Array.isArray(value) && value.some((part) => typeof part === "object");
}

function countMembers(value: unknown): number {
  return membersOf(value).length;
}

/** The report with the n-th of its members replaced or removed, or of its lists of parts moved one level down. */
function applyEdit(report: unknown, { at, how, value }: Edit): unknown {
  const copy: unknown = structuredClone(report);
  const members = membersOf(copy).filter(([container, key]) => how !== "wrap" || isPartList(container[key]));
  if (members.length === 0) return copy;
  const [container, key] = members[at % members.length]!;
  if (how === "replace") container[key] = value;
  else if (how === "wrap") container[key] = { inside: container[key] };
  else if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
  return copy;
}

function expectLaw(reader: Reader, { isFailure }: Format, text: string): void {
  const { tests, runs, problems } = readAll(reader, text, 1_000);
  const found =
    reader.holds === "runs"
      ? runs.filter(({ verdict }) => verdict !== "passed").length
      : tests.filter(({ status }) => isFailing(status)).length;
  if (problems.some(({ severity }) => severity === "error")) return;
  expect(found).toBeGreaterThanOrEqual(countFailures(text, isFailure));
}

function checkLaw(reader: Reader, format: Format): void {
  const edited = fc
    .tuple(format.report, fc.array(edit, { maxLength: 3 }))
    .map(([report, edits]) => JSON.stringify(edits.reduce(applyEdit, report)));
  fc.assert(
    fc.property(edited, (text) => expectLaw(reader, format, text)),
    { numRuns: 1_000 },
  );
}

describe.each(formats)("$reader.id", { timeout: 60_000 }, (format) => {
  const { reader, report } = format;
  const large = fc
    .sample(report, { seed: 1, numRuns: 50 })
    .filter((value) => countMembers(value) < 60)
    .reduce((a, b) => (countMembers(a) >= countMembers(b) ? a : b));

  test("finds every failure of an edited report, or says an error", () => {
    checkLaw(reader, format);
  });

  test("says an error for a report that is cut anywhere", () => {
    fc.assert(
      fc.property(report, fc.nat(), (value, at) => {
        const bytes = Buffer.from(JSON.stringify(value));
        const { problems } = readAll(reader, bytes.subarray(0, at % bytes.length));
        expect(problems.find(({ code }) => code === "truncated")).toMatchObject({
          severity: "error",
          offset: at % bytes.length,
        });
      }),
    );
  });

  test("takes any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(readAll(reader, bytes).problems.some(({ severity }) => severity === "error")).toBe(true);
      }),
    );
  });

  test("takes values of any depth and width in every member", () => {
    const nested = "[".repeat(20_000) + "]".repeat(20_000);
    const wide = `[${"0,".repeat(150_000)}0]`;
    for (const at of Array.from({ length: countMembers(large) }, (_, i) => i)) {
      const text = JSON.stringify(applyEdit(large, { at, how: "replace", value: "HUGE" }));
      for (const huge of [nested, wide])
        expect(() => readAll(reader, text.replace('"HUGE"', huge))).not.toThrow();
    }
  });

  test("says the same for any chunks", () => {
    fc.assert(
      fc.property(report, fc.integer({ min: 1, max: 50 }), (value, size) => {
        const text = JSON.stringify(value);
        expect(readAll(reader, text, size)).toEqual(readAll(reader, text));
      }),
    );
  });
});

/** A reader whose sink is changed. */
function withSink(reader: Reader, change: (sink: Sink) => Partial<Sink>): Reader {
  return {
    ...reader,
    open: (context): ReadSession =>
      reader.open({ ...context, sink: { ...context.sink, ...change(context.sink) } }),
  };
}

describe("the law rejects a reader", { timeout: 60_000 }, () => {
  test.each(formats.slice(0, 3))("of $reader.id that folds tests of one name", (format) => {
    const folding = withSink(format.reader, (sink) => {
      const seen = new Set<string>();
      return {
        test(told) {
          if (!seen.has(told.name)) sink.test(told);
          seen.add(told.name);
        },
      };
    });
    expect(() => checkLaw(folding, format)).toThrow();
  });

  test.each(formats)("of $reader.id that takes errors for warnings", (format) => {
    const lenient = withSink(format.reader, (sink) => ({
      problem: (problem) => sink.problem({ ...problem, severity: "warning" }),
    }));
    expect(() => checkLaw(lenient, format)).toThrow();
  });
});
