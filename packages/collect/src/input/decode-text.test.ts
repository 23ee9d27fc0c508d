import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RawProblem } from "../reader.ts";
import { createTextDecoding, type DecodeOptions } from "./decode-text.ts";

type Decoded = { readonly text: string; readonly problems: readonly RawProblem[] };

function decode(
  bytes: Uint8Array,
  chunkSize: number,
  options: Pick<DecodeOptions, "endsAfter" | "declaredIn"> = {},
): Decoded {
  const problems: RawProblem[] = [];
  const decoding = createTextDecoding({ ...options, problem: (problem) => problems.push(problem) });
  let text = "";
  for (let at = 0; at < bytes.length; at += chunkSize)
    text += decoding.write(Buffer.from(bytes.subarray(at, at + chunkSize)));
  return { text: text + decoding.end(), problems };
}

describe("text", () => {
  test("of any characters comes back from UTF-8 and UTF-16, in chunks of any size", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(">", undefined),
        (written, size, end) => {
          const options = end === undefined ? {} : { endsAfter: end };
          // A text that itself begins with a mark cannot be told from one that has it in front.
          const marked = `\ufeff${written}`;
          const utf16 = Buffer.from(marked, "utf16le");
          for (const bytes of [Buffer.from(marked), utf16, Buffer.from(utf16).swap16()])
            expect(decode(bytes, size, options)).toEqual({ text: written.toWellFormed(), problems: [] });
        },
      ),
    );
  });

  test("of any bytes is decoded as the platform does, with one problem at the first bad byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (noise, size) => {
        const bytes = Buffer.concat([Buffer.from("ab"), noise]);
        const { text, problems } = decode(bytes, size);
        const isValid = Buffer.from(bytes.toString("utf8")).equals(bytes);
        expect(text).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
        expect(problems.map(({ code }) => code)).toEqual(isValid ? [] : ["not-utf8"]);
        if (!isValid) expect(bytes.toString("utf8", 0, problems[0]!.offset)).not.toContain("\ufffd");
      }),
      { numRuns: 500 },
    );
  });

  test("declared in windows-1252 has its quotes", () => {
    const declaredIn = () => "Windows-1252";
    expect(decode(Buffer.from([0x93, 0x61, 0x94, 0x80]), 1, { declaredIn }).text).toBe("“a”€");
  });

  test.each([
    ["utf-16", "warning"],
    ["ucs-2", "warning"],
    ["no-such-thing", "error"],
    ["IBM037", "error"],
  ])("declared as %s without its bytes is UTF-8, with a problem of severity %s", (label, severity) => {
    const { text, problems } = decode(Buffer.from("é"), 1, { declaredIn: () => label });
    expect(text).toBe("é");
    expect(problems).toMatchObject([{ code: "bad-encoding", severity }]);
  });
});

describe("offsets", () => {
  test.each<[encoding: string, bytes: Buffer, offset: number]>([
    ["UTF-8", Buffer.from("éé>rest"), 5],
    ["UTF-16", Buffer.from("\ufefféé>rest", "utf16le"), 8],
  ])("in %s count bytes of the input", (_encoding, bytes, offset) => {
    const decoding = createTextDecoding({ endsAfter: ">", problem: () => {} });
    const text = decoding.write(bytes) + decoding.end();
    expect(decoding.offsetOf(text.slice(text.indexOf("rest")))).toBe(offset);
  });

  test("are not told once bytes were not UTF-8", () => {
    const decoding = createTextDecoding({ problem: () => {} });
    const text = decoding.write(Buffer.from([0xff, 0x61])) + decoding.end();
    expect(text).toBe("\ufffda");
    expect(decoding.offsetOf("a")).toBeUndefined();
  });
});
