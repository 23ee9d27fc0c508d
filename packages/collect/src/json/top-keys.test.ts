import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { topKeys } from "./top-keys.ts";

describe("the names at the beginning of a JSON object", () => {
  it("are those of its members, and of the members of the objects in it", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(undefined, 1),
        (object, indent) => {
          const text = JSON.stringify(object, null, indent);
          expect(listed(topKeys(text))).toEqual(namesOf(JSON.parse(text)));
        },
      ),
    );
  });

  it("are a part of them where the text is cut", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (object, at) => {
        const text = JSON.stringify(object);
        const whole = topKeys(text)!;
        for (const [name, inner] of topKeys(text.slice(0, 1 + (at % text.length)))!)
          expect([...whole.get(name)!]).toEqual(expect.arrayContaining([...inner]));
      }),
    );
  });

  it.each([
    ["a list", '[{"a":1}]'],
    ["no JSON", "x"],
    ["nothing", ""],
  ])("are unknown in %s", (_what, text) => {
    expect(topKeys(text)).toBeUndefined();
  });

  it.each([
    ["a second document", '{"a":1}{"b":2}', [["a", []]]],
    ["a name that holds brackets", '{"a{[":{"]}":1}}', [["a{[", ["]}"]]]],
    ["an escaped quote", '{"a\\"":1}', [['a\\"', []]]],
    [
      "objects in lists",
      '{"a":[{"b":1}],"c":{"d":[{"e":1}]}}',
      [
        ["a", []],
        ["c", ["d"]],
      ],
    ],
    ["a cut string", '{"a":1,"b{"', [["a", []]]],
  ])("are right before or in %s", (_what, text, wanted) => {
    expect(listed(topKeys(text))).toEqual(wanted);
  });
});

type Listed = [string, string[]][];

function listed(keys: ReturnType<typeof topKeys>): Listed {
  return Array.from(keys ?? [], ([name, inner]) => [name, [...inner]]);
}

/** As they are written: an escaped name stays escaped. */
function namesOf(object: Readonly<Record<string, unknown>>): Listed {
  return Object.entries(object).map(([name, value]) => [
    written(name),
    isObject(value) ? Object.keys(value).map(written) : [],
  ]);
}

function written(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
