import { describe, expect, it } from "vitest";
import { createRepeatedElements } from "./repeated-elements.ts";

/** Its numbers, and how many bytes were read; nothing when the scanner has to look at it. */
function read(...texts: readonly string[]): (readonly [readonly number[], number] | undefined)[] {
  const elements = createRepeatedElements("e", ({ literals, inner }) =>
    inner.has("unknown") ? undefined : literals.length - 1,
  );
  return texts.map((text) => {
    const count = elements.match(Buffer.from(`##${text}`), 2);
    return count === undefined ? undefined : [[...elements.numbers.subarray(0, count)], elements.end - 2];
  });
}

describe("repeated elements", () => {
  it("are read by the shapes of those before them", () => {
    expect(
      read(
        '<e a="1" type="jump"/>\n<',
        '<e a="023" type="jump"/>\n<',
        '<e a="4" type="jump"/><',
        '<e a="5" type="switch"/>\n<',
        '<e a="6" type="jump"><f b="7"/></e><',
        '<e a="8" type="jump"/>\n',
      ),
    ).toEqual([
      [[1], 23],
      [[23], 25],
      [[4], 22],
      [[5], 25],
      [[6, 7], 35],
      [[8], 23],
    ]);
  });

  it("have the line feeds of all their white space", () => {
    const elements = createRepeatedElements("e", () => true);
    const found = ['<e a="1"/><', '<e a="1">\n<f/>\n</e>\n\n<', '<e a="2">\n<f/>\n</e>\n\n<'].map((text) => {
      elements.match(Buffer.from(text), 0);
      return elements.lineFeeds;
    });
    expect(found).toEqual([0, 4, 4]);
  });

  it("are left to the scanner when they differ in more", () => {
    const shape = '<e a="1" type="jump"/>\n<';
    expect(
      read(
        shape,
        '<e a="1234567890123456" type="jump"/>\n<',
        '<e a="1" type="ju&p"/>\n<',
        '<e a="1" type="jump"/',
        '<e a="12',
        "",
        '<ee a="1" type="jump"/>\n<',
        '<e a="1"><unknown/></e>\n<',
      ).slice(1),
    ).toEqual(new Array(7).fill(undefined));
  });

  it("are no longer looked at closely after two hundred shapes", () => {
    const texts = Array.from({ length: 201 }, (_, i) => `<e a="${"x".repeat(i)}1"/><`);
    const found = read(...texts, texts[0]!, texts[199]!).map((one) => one !== undefined);
    expect(found.indexOf(false)).toBe(200);
    expect(found.slice(201)).toEqual([true, true]);
  });

  it("have at most as many numbers as there is room for", () => {
    const element = (numbers: number): string => `<e a="${" 1".repeat(numbers)}"/><`;
    expect(read(element(63), element(64)).map((one) => one?.[0].length)).toEqual([63, undefined]);
  });
});
