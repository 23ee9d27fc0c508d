import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteLength, cutBytes, cutCodePoints, cutLines } from "./cut.ts";

const text = fc.string({ unit: "grapheme", maxLength: 60 });

describe("cutting", () => {
  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 5, "abcd…"],
    ["ab😀cd", 4, "ab😀…"],
    ["ab😀cd", 3, "ab…"],
    ["ae\u0301x", 3, "a…"],
    ["👩\u200D💻 codes", 4, "👩\u200D💻…"],
    ["abc", 0, ""],
  ])("keeps of %j at most %i code points", (whole, limit, cut) => {
    expect(cutCodePoints(whole, limit)).toBe(cut);
  });

  it.each([
    ["äöü", 6, "äöü"],
    ["äöü", 5, "ä…"],
    ["日本語", 8, "日…"],
    ["a😀b", 5, "a…"],
    ["abcd", 2, ""],
  ])("keeps of %j at most %i bytes", (whole, limit, cut) => {
    expect(cutBytes(whole, limit)).toBe(cut);
  });

  it("stays within the limit and keeps a beginning", () => {
    fc.assert(
      fc.property(text, fc.nat(80), (whole, limit) => {
        const byBytes = cutBytes(whole, limit);
        const byPoints = cutCodePoints(whole, limit);
        expect(byteLength(byBytes)).toBeLessThanOrEqual(limit);
        expect([...byPoints].length).toBeLessThanOrEqual(limit);
        for (const cut of [byBytes, byPoints]) {
          expect(cut === whole || whole.startsWith(cut.replace(/…$/, ""))).toBe(true);
          expect(cut.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it("cuts between what Unicode calls one character, plain text or not", () => {
    const mixed = fc.array(fc.oneof(fc.string({ unit: "grapheme-ascii" }), text, fc.constant("\r\n")));
    fc.assert(
      fc.property(mixed, fc.integer({ min: 3, max: 40 }), (parts, limit) => {
        const whole = parts.join("");
        fc.pre(byteLength(whole) > limit);
        const kept = [...new Intl.Segmenter("und").segment(whole)].filter(
          ({ index, segment }) => byteLength(whole.slice(0, index + segment.length)) <= limit - 3,
        );
        expect(cutBytes(whole, limit)).toBe(`${kept.map(({ segment }) => segment).join("")}…`);
      }),
    );
  });

  it("takes no time from what lies behind the limit", () => {
    expect(cutBytes("x".repeat(50_000_000), 10)).toBe("xxxxxxx…");
  });

  it.each([
    ["a\nb\nc", 3, "a\nb\nc"],
    ["a\nb\nc", 2, "a\nb\n…"],
    ["a\nb\n", 2, "a\nb"],
  ])("keeps of %j at most %i lines", (whole, limit, cut) => {
    expect(cutLines(whole, limit)).toBe(cut);
  });
});
