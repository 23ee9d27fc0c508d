import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reader } from "../reader.ts";
import { withoutProblems } from "../testing/changed-reader.ts";
import { readAll } from "../testing/read-all.ts";
import { cobertura } from "./reader.ts";

const line = fc.record({
  number: fc.integer({ min: 1, max: 20 }),
  hits: fc.nat(9),
  conditions: fc.option(fc.tuple(fc.nat(3), fc.integer({ min: 3, max: 4 })), { nil: undefined }),
});
const classes = fc.array(
  fc.record({
    filename: fc.constantFrom("src/a.py", "src\\a.py", "b &amp; c.py", "größe.py"),
    lines: fc.array(line),
  }),
  { maxLength: 5 },
);
type Classes = typeof classes extends fc.Arbitrary<infer T> ? T : never;

function textOf(list: Classes): string {
  return [
    '<?xml version="1.0"?>',
    '<coverage line-rate="1"><packages><package name="p"><classes>',
    ...list.map(({ filename, lines }) =>
      [
        `<class name="c" filename="${filename}"><methods/><lines>`,
        ...lines.map(lineElement),
        "</lines></class>",
      ].join("\n"),
    ),
    "</classes></package></packages></coverage>\n",
  ].join("\n");
}

function lineElement({ number, hits, conditions }: Classes[number]["lines"][number]): string {
  const branch =
    conditions === undefined ? "" : ` branch="true" condition-coverage="1% (${conditions.join("/")})"`;
  return `<line number="${number}" hits="${hits}"${branch}/>`;
}

const report = classes.map(textOf);

describe("reading Cobertura", () => {
  it("takes the larger count of each line of a file", () => {
    fc.assert(
      fc.property(classes, (list) => {
        const largest = new Map<string, number>();
        for (const { filename, lines } of list) {
          for (const { number, hits } of lines) {
            const key = `${pathOf(filename)} ${number}`;
            largest.set(key, Math.max(largest.get(key) ?? 0, hits));
          }
        }
        const found = readAll(cobertura, textOf(list)).files.flatMap(({ path, map, counts }) =>
          Array.from(
            counts.subarray(0, map.statements.length / 4),
            (count, i) => [`${path} ${map.statements[i * 4]}`, count] as const,
          ),
        );
        expect(new Map(found)).toEqual(largest);
      }),
    );
  });

  it("does not depend on how its bytes are cut into chunks", () => {
    fc.assert(
      fc.property(report, fc.integer({ min: 1, max: 40 }), (text, chunkSize) => {
        expect(readAll(cobertura, text, chunkSize)).toEqual(readAll(cobertura, text));
      }),
    );
  });

  it("never fails, whatever is changed", () => {
    fc.assert(
      fc.property(report, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), (text, changes) => {
        const bytes = Buffer.from(text);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        for (const { counts } of readAll(cobertura, bytes, 17).files)
          expect(counts.every((count) => count >= 0)).toBe(true);
      }),
    );
  });
});

describe("a cut", () => {
  const tellsCuts = (reader: Reader): fc.IProperty<unknown> =>
    fc.property(report, fc.nat(), (text, cut) => {
      const bytes = Buffer.from(text);
      const part = bytes.subarray(0, cut % (bytes.lastIndexOf(">") + 1));
      return readAll(reader, part).problems.some(({ severity }) => severity === "error");
    });

  it("anywhere is an error", () => {
    fc.assert(tellsCuts(cobertura), { numRuns: 300 });
  });

  it("is told apart from a reader that closes open elements silently", () => {
    expect(fc.check(tellsCuts(withoutProblems(cobertura, "truncated")), { numRuns: 300 }).failed).toBe(true);
  });
});

function pathOf(filename: string): string {
  return filename.replace("\\", "/").replace("&amp;", "&");
}
