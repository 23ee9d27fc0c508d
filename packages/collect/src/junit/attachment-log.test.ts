import fc from "fast-check";
import { expect, test } from "vitest";
import { createAttachmentLog } from "./attachment-log.ts";

function pathsIn(...pieces: readonly string[]): readonly string[] {
  const log = createAttachmentLog();
  for (const piece of pieces) log.add(piece);
  return log.take();
}

test.each([
  ["[[ATTACHMENT|a.png]]", ["a.png"]],
  ["\n[[ATTACHMENT|a b/c.png]]\n\n[[ATTACHMENT|/x/trace.zip]]\n", ["a b/c.png", "/x/trace.zip"]],
  ["log: [[ATTACHMENT|a.png]] and [[ATTACHMENT|b.png]]", ["a.png", "b.png"]],
  ["[[PROPERTY|k=v]] [[ATTACHMENT]] [ATTACHMENT|a]", []],
  ["[[ATTACHMENT|]]", []],
  ["[[ATTACHMENT|a\n]] [[ATTACHMENT|b]]", ["b"]],
  ["[[ATTACHMENT|never closed", []],
  ["[[[ATTACHMENT|a]]]", ["a"]],
  [`[[ATTACHMENT|${"x".repeat(5_000)}]][[ATTACHMENT|b]]`, ["b"]],
])("%j names %j", (text, paths) => {
  expect(pathsIn(text)).toEqual(paths);
});

test("a mark is found however the text is cut", () => {
  const token = fc.constantFrom("[", "[[ATTACHMENT|", "ATTACH", "]]", "]", "|", "a.png", "\n", "\r\n", " ");
  fc.assert(
    fc.property(
      fc.array(token, { maxLength: 20 }),
      fc.array(fc.nat(60), { maxLength: 8 }),
      (tokens, cuts) => {
        const text = tokens.join("");
        const places = [...new Set([0, ...cuts, text.length])]
          .filter((at) => at <= text.length)
          .sort((a, b) => a - b);
        const pieces = places.slice(1).map((at, i) => text.slice(places[i], at));
        expect(pathsIn(...pieces)).toEqual(pathsIn(text));
      },
    ),
    { numRuns: 2_000 },
  );
});
