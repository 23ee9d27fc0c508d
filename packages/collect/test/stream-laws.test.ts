import { readFileSync } from "node:fs";
import { compareProblems, isFailing } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reader, ReadSession, Sink } from "../src/reader.ts";
import { readers } from "../src/registry.ts";
import { type AllRecords, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/*
 * Law 6 for formats that are read line by line: whatever is done to a report, a reader does not throw, and it finds
 * at least as many failures as a count that knows nothing but single lines, or says an error.
 */

type Format = {
  readonly id: string;
  /** Ends of the paths of files with failures, small enough to be cut at every byte. */
  readonly files: readonly string[];
  /** Failures that whole lines tell, counted without our reader. */
  readonly count: (lines: readonly string[]) => number;
};

const formats: readonly Format[] = [
  {
    id: "go-test-json",
    files: ["alpha/go-test.json", "golang-json.json", "go-test-json-misattributed.out"],
    count: countGoFailures,
  },
  {
    id: "tap",
    files: [
      "node24.tap",
      "vitest.tap",
      "bats.tap",
      "unknown-amount-and-failures.tap",
      "schwern-todo-quiet.tap",
    ],
    count: (lines) => lines.filter((line) => /^not ok(?! .*# *(?:todo|skip))(?:[ \r]|$)/i.test(line)).length,
  },
  {
    id: "cucumber-json",
    files: ["alpha/behave.json", "scenarioStatuses/undefined.json", "traces/failed.json"],
    count: (lines) => countFailedScenarios(lines.join("\n")),
  },
  {
    id: "cucumber-messages",
    files: ["global-hooks.ndjson", "stack-traces.ndjson", "pending.ndjson", "hooks-conditional.ndjson"],
    count: countFailedTries,
  },
  {
    id: "dart-json",
    files: ["dorny_test-reporter/dart-json.json"],
    count: (lines) =>
      new Set(
        lines.flatMap(
          (line) =>
            /^\{"testID":(\d+),"result":"(?:failure|error)",.*"type":"testDone".*\}$/.exec(line)?.[1] ?? [],
        ),
      ).size,
  },
  {
    id: "teamcity",
    files: ["phpunit/teamcity.txt"],
    count: (lines) =>
      new Set(
        lines.flatMap(
          (line) => /^##teamcity\[testFailed name='((?:[^'|]|\|.)+)' .*'\]\r?$/.exec(line)?.[1] ?? [],
        ),
      ).size,
  },
];

function countGoFailures(lines: readonly string[]): number {
  const named = lines.flatMap((line) => /"Test":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? []);
  return lines.filter((line) => {
    const name =
      /^\{(?:"Time":"[^"]*",)?"Action":"fail",(?:"Package":"[^"]*",)?"Test":"((?:[^"\\]|\\.)+)"(?:,"Elapsed":[0-9.]+)?\}$/.exec(
        line,
      )?.[1];
    return name !== undefined && !named.some((other) => other.startsWith(`${name}/`));
  }).length;
}

/** Objects with steps of which one has failed; text that is no JSON counts none, and must be an error anyway. */
function countFailedScenarios(text: string): number {
  let count = 0;
  const failed = /^(?:failed|undefined|ambiguous|pending)$/;
  try {
    JSON.parse(text, (_, value: unknown) => {
      const { steps } = Object(value) as { readonly steps?: unknown };
      const words = Array.isArray(steps)
        ? steps.map((step) => Object(Object(step).result).status as unknown)
        : [];
      if (words.some((word) => typeof word === "string" && failed.test(word))) count++;
      return value;
    });
  } catch {
    return 0;
  }
  return count;
}

/** Tries with a step that has failed, by the id that their lines name. */
function countFailedTries(lines: readonly string[]): number {
  const tries = new Set<string>();
  for (const line of lines) {
    const id = /^\{"testStepFinished":\{.*"testCaseStartedId":"([^"]*)"/.exec(line)?.[1];
    if (id !== undefined && /"status":"(?:FAILED|UNDEFINED|AMBIGUOUS|PENDING)"/.test(line)) tries.add(id);
  }
  return tries.size;
}

function filesOf({ id, files }: Format): readonly Buffer[] {
  return corpusRows(id)
    .filter(({ path }) => files.some((end) => path.endsWith(end)))
    .map(({ absolute }) => readFileSync(absolute));
}

/** What is broken, in words; nothing when the law holds. */
function brokenLaw(reader: Reader, { count }: Format, damaged: Buffer): string | undefined {
  const read = readAll(reader, damaged);
  if (read.problems.some(({ severity }) => severity === "error")) return undefined;
  const counted = count(damaged.toString("utf8").split("\n"));
  const found = failuresIn(read);
  return found >= counted ? undefined : `${counted} failures, ${found} found`;
}

function failuresIn({ tests }: AllRecords): number {
  return tests
    .flatMap(({ status, earlier = [] }) => [status, ...earlier.map((attempt) => attempt.status)])
    .filter(isFailing).length;
}

/** Bytes changed, lines removed, doubled or swapped. */
function damageOf(files: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const edit = fc.tuple(
    fc.constantFrom("byte", "remove", "double", "swap"),
    place,
    place,
    fc.integer({ min: 0, max: 255 }),
  );
  return fc
    .tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([file, edits]) =>
      edits.reduce<Buffer>(
        (damaged, [how, at, to, byte]) => damage(damaged, how, at, to, byte),
        Buffer.from(file),
      ),
    );
}

function damage(file: Buffer, how: string, at: number, to: number, byte: number): Buffer {
  if (how === "byte") {
    const changed = Buffer.from(file);
    changed[Math.floor(file.length * at)] = byte;
    return changed;
  }
  const lines = file.toString("latin1").split("\n");
  const from = Math.floor(lines.length * at);
  const other = Math.floor(lines.length * to);
  if (how === "remove") lines.splice(from, 1);
  else if (how === "double") lines.splice(other, 0, lines[from]!);
  else [lines[from], lines[other]] = [lines[other]!, lines[from]!];
  return Buffer.from(lines.join("\n"), "latin1");
}

const withFiles = formats
  .map((format) => ({ ...format, buffers: filesOf(format) }))
  .filter(({ buffers }) => buffers.length > 0);

describe.each(withFiles)("a damaged $id", (format) => {
  const reader = readers[format.id]!;
  const { buffers } = format;

  test("cut at each byte keeps its failures or is an error", () => {
    for (const file of buffers) {
      for (let length = 0; length < file.length; length += file.length > 6_000 ? 7 : 1)
        expect(brokenLaw(reader, format, file.subarray(0, length)), `cut at ${length}`).toBeUndefined();
    }
  });

  test("changed anywhere keeps its failures or is an error", () => {
    fc.assert(
      fc.property(
        damageOf(buffers),
        (damaged) => void expect(brokenLaw(reader, format, damaged)).toBeUndefined(),
      ),
      { numRuns: 1_000, seed: 7 },
    );
  });

  test("reads the same in chunks of any size", () => {
    fc.assert(
      fc.property(
        damageOf(buffers),
        fc.integer({ min: 1, max: 300 }),
        (damaged, size) =>
          void expect(comparable(readAll(reader, damaged, size))).toEqual(
            comparable(readAll(reader, damaged)),
          ),
      ),
      { numRuns: 100, seed: 7 },
    );
  });

  test("of any bytes does not throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        readAll(reader, Buffer.concat([buffers[0]!.subarray(0, 200), noise]));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["forgets its failures", withoutFailures],
    ["forgets the last failure", withoutLastFailure],
  ])("a reader that %s is rejected", (_name, wrong) => {
    const outcome = fc.check(
      fc.property(damageOf(buffers), (damaged) => brokenLaw(wrong(reader), format, damaged) === undefined),
      { numRuns: 2_000, seed: 7 },
    );
    expect(outcome.failed).toBe(true);
  });
});

/** When a byte that is not UTF-8 is noticed depends on the chunks. */
function comparable(read: AllRecords): AllRecords {
  return { ...read, problems: [...read.problems].sort(compareProblems) };
}

function withSink(reader: Reader, wrap: (sink: Sink) => Sink): Reader {
  return { ...reader, open: (context): ReadSession => reader.open({ ...context, sink: wrap(context.sink) }) };
}

function withoutFailures(reader: Reader): Reader {
  return withSink(reader, (sink) => ({
    ...sink,
    test: (told) => {
      if (!isFailing(told.status)) sink.test(told);
    },
  }));
}

function withoutLastFailure(reader: Reader): Reader {
  return withSink(reader, (sink) => {
    let last: Parameters<Sink["test"]>[0] | undefined;
    return {
      ...sink,
      test(told) {
        if (!isFailing(told.status)) return;
        if (last !== undefined) sink.test(last);
        last = told;
      },
    };
  });
}
