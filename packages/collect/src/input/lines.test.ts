import fc from "fast-check";
import { expect, test } from "vitest";
import { type Line, openLines } from "./lines.ts";

function linesOf(text: string, chunkSize: number, limit?: number): readonly Line[] {
  const lines: Line[] = [];
  const session = openLines({
    line: (line) => void lines.push(line),
    end: () => {},
    problem: () => {},
    ...(limit === undefined ? {} : { limit }),
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkSize)
    session.write(Buffer.from(bytes.subarray(at, at + chunkSize)));
  session.end();
  return lines;
}

test("lines are what a split finds, in chunks of any size", () => {
  const text = fc
    .array(fc.constantFrom("a", "é", "🎉", "\n", "\r\n", "\r", "", " "), { maxLength: 60 })
    .map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (written, size) => {
      const wanted = written.split("\n");
      const isEnded = wanted.at(-1) === "";
      if (isEnded) wanted.pop();
      expect(linesOf(written, size)).toEqual(
        wanted.map((line, i) => ({
          text: line.replace(/\r$/, ""),
          number: i + 1,
          isCut: false,
          isEnded: isEnded || i < wanted.length - 1,
        })),
      );
    }),
    { numRuns: 500 },
  );
});

test("a line over the limit is cut and said to be", () => {
  expect(linesOf(`${"x".repeat(50)}\nok\n`, 7, 20)).toEqual([
    { text: "x".repeat(20), number: 1, isCut: true, isEnded: true },
    { text: "ok", number: 2, isCut: false, isEnded: true },
  ]);
});

test("a line of the limit is whole", () => {
  expect(linesOf(`${"x".repeat(20)}\n`, 3, 20)).toMatchObject([{ isCut: false }]);
});
