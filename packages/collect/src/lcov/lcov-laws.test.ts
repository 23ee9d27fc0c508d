import { branchEntities, functionEntities } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMapPool } from "../map-pool.ts";
import type { RawFileCoverage, Reader } from "../reader.ts";
import { withMaps, withoutProblems } from "../testing/changed-reader.ts";
import { readAll } from "../testing/read-all.ts";
import { lcov } from "./reader.ts";

type FileRecord = {
  readonly path: string;
  readonly functions: readonly { readonly line: number; readonly name: string; readonly hits: number }[];
  readonly lines: readonly (readonly [line: number, hits: number])[];
  readonly branches: readonly {
    readonly line: number;
    readonly block: number;
    readonly arm: number;
    readonly taken: number;
  }[];
};

const line = fc.integer({ min: 1, max: 30 });
const hits = fc.oneof(fc.nat(3), fc.nat(1_000_000));
const fileRecord: fc.Arbitrary<FileRecord> = fc.record({
  path: fc.constantFrom("src/a.c", "C:\\src\\b.c", "__proto__", "größe.c"),
  functions: fc.uniqueArray(
    fc.record({ line, name: fc.constantFrom("f", "operator,", "größe", "x y"), hits }),
    {
      selector: ({ name }) => name,
    },
  ),
  lines: fc.array(fc.tuple(line, hits), { maxLength: 12 }),
  branches: fc.array(
    fc.record({ line, block: fc.nat(2), arm: fc.nat(2), taken: fc.integer({ min: -1, max: 3 }) }),
    {
      maxLength: 8,
    },
  ),
});
const records = fc.array(fileRecord, { minLength: 1, maxLength: 4 });

function textOf(files: readonly FileRecord[]): string {
  return files
    .map(({ path, functions, lines, branches }) =>
      [
        "TN:",
        `SF:${path}`,
        ...functions.map(({ line: start, name }) => `FN:${start},${name}`),
        ...functions.map(({ hits: calls, name }) => `FNDA:${calls},${name}`),
        ...lines.map(([number, count]) => `DA:${number},${count}`),
        ...branches.map(
          ({ line: at, block, arm, taken }) => `BRDA:${at},${block},${arm},${taken < 0 ? "-" : taken}`,
        ),
        "end_of_record\n",
      ].join("\n"),
    )
    .join("");
}

/** What the records say, added up with plain maps: path, kind and place to hits. */
function addUp(files: readonly FileRecord[]): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (key: string, count: number): unknown => sums.set(key, (sums.get(key) ?? 0) + count);
  for (const { path, functions, lines, branches } of files) {
    for (const { line: start, name, hits: calls } of functions) add(`${path} f ${start} ${name}`, calls);
    for (const [number, count] of lines) add(`${path} l ${number}`, count);
    for (const { line: at, block, arm, taken } of branches)
      add(`${path} b ${at} ${block} ${arm}`, Math.max(0, taken));
  }
  return sums;
}

/** Lines, functions and arms of what was read; arms without their names, which the model does not keep. */
function readUp(files: readonly RawFileCoverage[]): string[] {
  return files.flatMap(({ path, map, counts }) => {
    let next = 0;
    const found: string[] = [];
    for (let i = 0; i < map.statements.length; i += 4)
      found.push(`${path} l ${map.statements[i]} ${counts[next++]}`);
    for (const { line: start, name } of functionEntities(map))
      found.push(`${path} f ${start} ${name} ${counts[next++]}`);
    for (const { line: at, arms } of branchEntities(map))
      for (let i = 0; i < arms.length; i += 2) found.push(`${path} b ${at} ${counts[next++]}`);
    return found;
  });
}

describe("reading a tracefile", () => {
  it("adds up what its records say", () => {
    fc.assert(
      fc.property(records, (files) => {
        const { files: found, problems } = readAll(lcov, textOf(files));
        const wanted = Array.from(addUp(files), ([key, count]) =>
          key.includes(" b ") ? `${key.replace(/ \d+ \d+$/, "")} ${count}` : `${key} ${count}`,
        );
        expect(readUp(found).sort()).toEqual(wanted.sort());
        expect(problems).toEqual([]);
      }),
    );
  });

  it("does not depend on how its bytes are cut into chunks", () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 40 }), fc.nat(), (files, chunkSize, cut) => {
        const bytes = Buffer.from(textOf(files));
        const part = bytes.subarray(0, cut % (bytes.length + 1));
        expect(readAll(lcov, part, chunkSize)).toEqual(readAll(lcov, part));
      }),
    );
  });

  it("does not depend on the reports that were read before", () => {
    fc.assert(
      fc.property(records, records, (before, files) => {
        const sharing = withMaps(lcov, createMapPool());
        const unhit = files.map((file) => ({ ...file, lines: file.lines.map(([at]) => [at, 0] as const) }));
        for (const text of [textOf(before), textOf(unhit)]) readAll(sharing, text);
        expect(readAll(sharing, textOf(files))).toEqual(readAll(lcov, textOf(files)));
      }),
    );
  });

  it("never fails, whatever is changed", () => {
    fc.assert(
      fc.property(records, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), (files, changes) => {
        const bytes = Buffer.from(textOf(files));
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const { files: found } = readAll(lcov, bytes, 17);
        for (const { counts } of found) expect(counts.every((count) => count >= -1)).toBe(true);
      }),
    );
  });
});

describe("a cut", () => {
  /** A cut at the end of a record leaves a complete tracefile: manifests and expectations catch what it hides. */
  const tellsCuts = (reader: Reader): fc.IProperty<unknown> =>
    fc.property(records, fc.nat(), (files, cut) => {
      const bytes = Buffer.from(textOf(files));
      const part = bytes.subarray(0, cut % bytes.length);
      const isBoundary = part.length === 0 || /end_of_record\n?$/.test(part.toString("latin1"));
      const errors = readAll(reader, part).problems.filter(({ severity }) => severity === "error");
      return isBoundary || errors.length > 0;
    });

  it("inside a record is an error", () => {
    fc.assert(tellsCuts(lcov), { numRuns: 500 });
  });

  it("is told apart from a reader that closes open records silently", () => {
    expect(fc.check(tellsCuts(withoutProblems(lcov, "truncated")), { numRuns: 500 }).failed).toBe(true);
  });
});
