import { isFailing } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reader, ReadSession } from "../reader.ts";
import { withoutErrors } from "./changed-reader.ts";
import { failureMarks } from "./fuzz/failure-marks.ts";
import { membersOf, withOtherBytes } from "./json-damage.ts";
import { type AllRecords, hasError, readAll } from "./read-all.ts";

export type ReportLaws = {
  readonly reader: Reader;
  /** Real reports of the format; one at least holds a failure. */
  readonly files: readonly Buffer[];
  /** True for a format of one JSON value a line. @default false */
  readonly isStream?: boolean;
};

/**
 * Law 6 for a format of JSON: whatever is done to real reports, the reader does not throw, and it finds at least as
 * many failures as a walk that knows nothing but one kind of object, or says an error.
 */
export function describeReportLaws(laws: ReportLaws): void {
  const { reader, files } = laws;
  const options = { seed: 20_261_125, numRuns: 300 };

  describe(`${reader.id}, damaged,`, { timeout: 60_000 }, () => {
    test("cut at any byte says an error", () => {
      for (const file of files) expect(firstCutUntold(reader, file)).toBeUndefined();
    });

    test("cut at its end keeps all its failures", () => {
      for (const file of files) {
        const end = Buffer.from(file.toString("utf8").trimEnd().slice(0, -1));
        expect(failuresIn(readAll(reader, end))).toBe(failuresIn(readAll(reader, file)));
      }
    });

    test("with other bytes keeps its failures or says an error", () => {
      fc.assert(
        fc.property(withOtherBytes(files), (damaged) => keepsFailures(reader, damaged)),
        options,
      );
    });

    test("with other members keeps its failures or says an error", () => {
      fc.assert(
        fc.property(withOtherMembers(laws), (damaged) => keepsFailures(reader, damaged)),
        options,
      );
    });

    test("says the same for any chunks", () => {
      fc.assert(
        fc.property(withOtherBytes(files), fc.integer({ min: 1, max: 90 }), (damaged, size) => {
          expect(readAll(reader, damaged, size)).toEqual(readAll(reader, damaged));
        }),
        { ...options, numRuns: 60 },
      );
    });

    test("takes values of any depth in every member", () => {
      const deep = "[".repeat(20_000) + "]".repeat(20_000);
      for (const file of files)
        for (const text of withEachMember(laws, file, '"DEEP"'))
          expect(() => readAll(reader, text.replace('"DEEP"', deep))).not.toThrow();
    });
  });

  describe(`the law rejects a reader of ${reader.id}`, { timeout: 60_000 }, () => {
    test("that takes errors for warnings", () => {
      expect(files.map((file) => firstCutUntold(withoutErrors(reader), file))).not.toEqual(
        files.map(() => undefined),
      );
    });

    test("that forgets the first failure", () => {
      const forgetful = withoutFirstFailure(reader);
      expect(files.every((file) => keepsFailures(forgetful, file))).toBe(false);
    });
  });
}

/** The first length at which a cut is not told; `undefined` when there is none. */
function firstCutUntold(reader: Reader, file: Buffer): number | undefined {
  const whole = file.toString("utf8").trimEnd();
  const step = Math.ceil(file.length / 4_000);
  for (let length = 0; length < file.length; length += step) {
    const cut = file.subarray(0, length);
    if (cut.toString("utf8").trimEnd() !== whole && !hasError(readAll(reader, cut))) return length;
  }
  return undefined;
}

function keepsFailures(reader: Reader, input: Buffer): boolean {
  const read = readAll(reader, input, 1_000);
  const { count, found } = failureMarks.get(reader.id)!;
  return hasError(read) || found(read) >= count(input.toString("utf8"));
}

function failuresIn({ tests, findings }: AllRecords): number {
  const failing = tests.filter(({ status }) => isFailing(status)).length;
  return failing + findings.filter(({ level }) => level === "error").length;
}

type Edit = { readonly at: number; readonly how: "replace" | "remove" | "wrap"; readonly value: unknown };

function withOtherMembers(laws: ReportLaws): fc.Arbitrary<Buffer> {
  const edit: fc.Arbitrary<Edit> = fc.record({
    at: fc.nat(),
    how: fc.constantFrom("replace", "remove", "wrap"),
    value: fc.constantFrom<unknown>(
      null,
      0,
      -1,
      1e300,
      "",
      "x",
      "__proto__",
      true,
      false,
      [],
      {},
      [null],
      [[]],
    ),
  });
  return fc
    .tuple(fc.constantFrom(...laws.files), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([file, edits]) => Buffer.from(toText(edits.reduce(applyEdit, toValue(file, laws)), laws)));
}

/** The report once for each of its members, with that member replaced. */
function* withEachMember(laws: ReportLaws, file: Buffer, json: string): Iterable<string> {
  const report = toValue(file, laws);
  const count = membersOf(report).length;
  const step = Math.ceil(count / 150);
  for (let at = 0; at < count; at += step)
    yield toText(applyEdit(report, { at, how: "replace", value: JSON.parse(json) as unknown }), laws);
}

/** A stream is edited as the list of its lines. */
function toValue(file: Buffer, { isStream }: ReportLaws): unknown {
  const text = file.toString("utf8");
  if (isStream !== true) return JSON.parse(text);
  return text
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}

function toText(value: unknown, { isStream }: ReportLaws): string {
  if (isStream !== true || !Array.isArray(value)) return JSON.stringify(value);
  return `${value.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

function isPartList(value: unknown): boolean {
  return Array.isArray(value) && value.some((part) => typeof part === "object");
}

/** The report with the n-th of its members replaced or removed, or of its lists of parts moved one level down. */
function applyEdit(report: unknown, { at, how, value }: Edit): unknown {
  const copy: unknown = structuredClone(report);
  const members = membersOf(copy).filter(([container, key]) => how !== "wrap" || isPartList(container[key]));
  if (members.length === 0) return copy;
  const [container, key] = members[at % members.length]!;
  if (how === "replace") container[key] = structuredClone(value);
  else if (how === "wrap") container[key] = { inside: container[key] };
  else if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
  return copy;
}

function withoutFirstFailure(reader: Reader): Reader {
  return {
    ...reader,
    open({ sink, ...context }): ReadSession {
      let forgotten = false;
      return reader.open({
        ...context,
        sink: {
          ...sink,
          test(told) {
            if (forgotten || !isFailing(told.status)) sink.test(told);
            else forgotten = true;
          },
          finding(told) {
            if (forgotten || told.level !== "error") sink.finding(told);
            else forgotten = true;
          },
        },
      });
    },
  };
}
