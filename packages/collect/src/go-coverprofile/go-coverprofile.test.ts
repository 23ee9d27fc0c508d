import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeCoverageDamage } from "../testing/coverage-damage.ts";
import { codesOf, linesOf } from "../testing/line-figures.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { goCoverprofile } from "./reader.ts";

function read(...lines: readonly string[]): AllRecords {
  return readAll(goCoverprofile, `${lines.join("\n")}\n`);
}

function linesIn(...lines: readonly string[]): Record<number, number> {
  return linesOf(read(...lines).files[0]!);
}

describe("a block", () => {
  it("covers all its lines, and a line is covered when one of its blocks ran", () => {
    expect(linesIn("mode: count", "a.go:5.33,6.12 1 2", "a.go:6.12,8.3 1 0")).toEqual({
      5: 2,
      6: 2,
      7: 0,
      8: 0,
    });
  });

  it("that repeats adds its counts, also from a profile behind the first", () => {
    const { files, problems } = read(
      "mode: atomic",
      "a.go:1.1,1.9 1 2",
      "b.go:1.1,1.9 1 0",
      "mode: atomic",
      "a.go:1.1,1.9 1 3",
    );
    expect(files.map((file) => [file.path, linesOf(file)])).toEqual([
      ["a.go", { 1: 5 }],
      ["b.go", { 1: 0 }],
    ]);
    expect(problems).toEqual([]);
  });

  it("of the mode set ran or did not, also when other modes are beside it", () => {
    expect(linesIn("mode: set", "a.go:1.1,1.9 1 1", "a.go:1.1,1.9 1 1", "a.go:2.1,2.9 1 0")).toEqual({
      1: 1,
      2: 0,
    });
    expect(linesIn("mode: count", "a.go:1.1,1.9 1 7", "mode: set", "a.go:1.1,1.9 1 1")).toEqual({ 1: 1 });
  });

  it("with another number of statements is of another version: an error, and only what both cover counts", () => {
    const result = read("mode: count", "a.go:1.1,1.9 1 7", "a.go:1.1,1.9 2 0", "a.go:3.1,3.9 1 1");
    expect(linesOf(result.files[0]!)).toEqual({ 1: 0, 3: 1 });
    expect(codesOf(result)).toEqual(["map-mismatch error"]);
  });

  it("without a statement is nothing to cover", () => {
    const result = read("mode: set", "a.go:1.1,2.2 0 0", "a.go:3.1,3.9 1 1");
    expect(linesOf(result.files[0]!)).toEqual({ 3: 1 });
    expect(result.problems).toEqual([]);
  });

  it.each(["a.go:1.1,1.9 1 -1", "a.go:1.1,1.9 1 x", "a.go:1.1,1.9 1 18446744073709551615"])(
    "with a count that is none is not covered, and an error: %s",
    (line) => {
      const result = read("mode: count", line);
      expect(linesOf(result.files[0]!)).toEqual({ 1: 0 });
      expect(codesOf(result)).toEqual(["bad-count error"]);
    },
  );

  it.each(["a.go:9.1,5.9 1 1", "a.go:9.1,999999999.9 1 1"])(
    "that cannot be so long is its first line, and an error: %s",
    (line) => {
      const result = read("mode: count", line);
      expect(linesOf(result.files[0]!)).toEqual({ 9: 1 });
      expect(codesOf(result)).toEqual(["bad-position error"]);
    },
  );

  it("at the line 0 has no place", () => {
    const result = read("mode: set", "a.go:0.1,0.9 1 1");
    expect(linesOf(result.files[0]!)).toEqual({ [-1]: 1 });
    expect(codesOf(result)).toEqual(["bad-position warning"]);
  });

  it("may be of a file with any name", () => {
    const names = ["example.com/shop/cart.go", "C:\\src\\a b.go", "__proto__", "größe.go"];
    const { files, problems } = read("mode: set", ...names.map((name) => `${name}:1.1,1.9 1 1`));
    expect(files.map(({ path }) => path)).toEqual(names);
    expect(problems).toEqual([]);
  });

  it("adds up whatever the order is and however blocks overlap", () => {
    const number = fc.integer({ min: 1, max: 8 });
    const block = fc.record({
      first: number,
      size: fc.nat(4),
      column: fc.integer({ min: 1, max: 2 }),
      hits: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 20 }), (blocks) => {
        const sums = new Map<string, number>();
        for (const { first, size, column, hits } of blocks) {
          const place = `${first} ${first + size} ${column}`;
          sums.set(place, (sums.get(place) ?? 0) + hits);
        }
        const wanted: Record<number, number> = {};
        for (const [place, hits] of sums) {
          const [first, last] = place.split(" ").map(Number);
          for (let line = first!; line <= last!; line++) wanted[line] = Math.max(wanted[line] ?? 0, hits);
        }
        const text = blocks.map(
          ({ first, size, column, hits }) => `a.go:${first}.${column},${first + size}.9 1 ${hits}`,
        );
        expect(linesIn("mode: count", ...text)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a profile", () => {
  it.each([
    ["without a mode", ["a.go:1.1,1.9 1 1"], "missing-field error"],
    ["with a mode that Go does not have", ["mode: often", "a.go:1.1,1.9 1 1"], "malformed error"],
    ["with a line of something else", ["mode: set", "ok  shop 0.1s", "a.go:1.1,1.9 1 1"], "malformed error"],
    ["with a mode alone", ["mode: set"], "no-coverage-data error"],
  ])("%s is an error", (_what, lines, wanted) => {
    expect(codesOf(read(...lines))).toEqual([wanted]);
  });

  it("whose last line does not end may be cut", () => {
    const result = readAll(goCoverprofile, "mode: count\na.go:1.1,1.9 1 1");
    expect(linesOf(result.files[0]!)).toEqual({ 1: 1 });
    expect(codesOf(result)).toEqual(["truncated error"]);
  });

  it("may have a byte order mark, CRLF and blank lines", () => {
    const result = readAll(goCoverprofile, "\ufeffmode: set\r\n\r\na.go:1.1,1.9 1 1\r\n");
    expect(linesOf(result.files[0]!)).toEqual({ 1: 1 });
    expect(result.problems).toEqual([]);
  });

  it("that names more lines than there can be ends in a problem, not in the end of memory", () => {
    const blocks = Array.from({ length: 30 }, (_, i) => `f${i}.go:1.1,1000000.1 1 0`);
    const result = read("mode: set", ...blocks);
    expect(result.files).toHaveLength(30);
    expect(linesOf(result.files.at(-1)!)).toEqual({ 1: 0 });
    expect(codesOf(result)).toEqual(["bad-position error"]);
  });
});

describe("a profile is recognised", () => {
  it.each(["mode: set\n", "\n mode: atomic\r\nm/a.go:1.1,1.9 1 1\r\n", "m/a.go:1.1,1.9 1 1\nm/a.go:2"])(
    "in %j",
    (text) => {
      expect(goCoverprofile.recognises(headOf(text))).toBe(true);
    },
  );

  it.each(["", "mode: set\nlevel: 3\n", "mode: dark\n", "SF:a.go\nDA:1,1\n", "a.go:1:2: unused\n"])(
    "never in %j",
    (text) => {
      expect(goCoverprofile.recognises(headOf(text))).toBe(false);
    },
  );
});

// As go 1.19 writes it.
const whole = `mode: atomic
example.invalid/alpha/a.go:5.33,6.12 1 2
example.invalid/alpha/a.go:9.2,9.19 1 2
example.invalid/alpha/a.go:6.12,8.3 1 0
example.invalid/alpha/a.go:12.26,13.9 1 4
example.invalid/alpha/b.go:14.14,15.13 3 0
`;

describeCoverageDamage({
  reader: goCoverprofile,
  files: [
    Buffer.from(whole),
    Buffer.from(whole.replace("6.12,8.3 1 0", "6.12,8.3 1 0\nexample.invalid/z.go:1.1,1.2 1 0")),
  ],
  missedIn: (text) => {
    const hits = new Map<string, boolean>();
    for (const [, file, first, last, count] of text.matchAll(
      /^(.+):([1-9]\d{0,5})\.\d+,([1-9]\d{0,5})\.\d+ [1-9]\d* (\d+)\r?$/gm,
    ))
      for (let line = Number(first); line <= Number(last); line++)
        hits.set(`${file} ${line}`, hits.get(`${file} ${line}`) === true || Number(count) > 0);
    return [...hits.values()].filter((hit) => !hit).length;
  },
  mayEnd: (text) => /\.go:.*\n$/.test(text),
});
