import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanJson } from "./scan-json.ts";

/** Objects and lists: a report is never a bare number, of which nobody can tell whether it goes on. */
const container = fc
  .oneof(
    fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 3 })),
    fc.array(fc.jsonValue({ maxDepth: 3 })),
  )
  .chain((value) => fc.constantFrom(JSON.stringify(value), JSON.stringify(value, undefined, 2)));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("a whole value", () => {
  test("ends where JSON.parse ends", () => {
    fc.assert(
      fc.property(container, (text) => {
        expect(scanJson(text)).toEqual({ whole: true, end: text.length });
      }),
    );
  });

  test("ends before what follows it", () => {
    expect(scanJson('{"a":[1,"]"]} {"b":2}')).toEqual({ whole: true, end: 13 });
  });

  test("is found at any depth", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    expect(scanJson(deep)).toEqual({ whole: true, end: 400_000 });
  });
});

describe("a cut value", () => {
  test("breaks off at its end, wherever it was cut, and what stands before is JSON", () => {
    fc.assert(
      fc.property(container, fc.nat(), (text, at) => {
        const cut = text.slice(0, at % text.length);
        const scan = scanJson(cut);
        if (scan.whole) throw new Error("a cut container is not whole");
        expect(scan.at).toBe(cut.length);
        expect(scan.readable === "" || isJson(scan.readable)).toBe(true);
      }),
    );
  });

  test.each([
    ['{"a":[1,{"b":"c","d', '{"a":[1,{"b":"c"}]}'],
    ['{"a":[1,{"b":', '{"a":[1,{}]}'],
    ['{"a":12', "{}"],
    ['{"a":12,', '{"a":12}'],
    ['{"a":tru', "{}"],
    ['{"a":"\\u00', "{}"],
    ["", ""],
  ])("%j keeps %j", (cut, readable) => {
    expect(scanJson(cut)).toEqual({ whole: false, at: cut.length, readable });
  });
});

describe("a broken value", () => {
  test.each([
    ['{"a":NaN,"b":1}', 5],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ["{'a':1}", 1],
    ['{"a":01}', 6],
    ['{"a":"\n"}', 6],
    ['{"a":"\\x"}', 6],
    ["[1}", 2],
    ["]", 0],
  ])("%j is broken at %i", (text, at) => {
    expect(scanJson(text)).toMatchObject({ whole: false, at });
  });

  test("is told from a whole one exactly as JSON.parse does", () => {
    const edit = fc.tuple(
      fc.nat(),
      fc.constantFrom("", "{", "}", "[", "]", '"', ",", ":", "\\", "1", "-", ".", "e", "t"),
    );
    fc.assert(
      fc.property(container, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        let edited = text;
        for (const [at, piece] of edits) {
          const place = at % (edited.length + 1);
          edited = edited.slice(0, place) + piece + edited.slice(place + 1);
        }
        if (!/^\s*[{[]/.test(edited)) return;
        const scan = scanJson(edited);
        const isWhole = scan.whole && edited.slice(scan.end).trim() === "";
        expect(isWhole).toBe(isJson(edited));
        expect(isJson(scan.whole ? edited.slice(0, scan.end) : scan.readable || "0")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
