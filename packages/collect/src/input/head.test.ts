import { expect, test } from "vitest";
import { createHeadBuffer, decodeHead } from "./head.ts";

test("a head keeps copies of the chunks until 64 KiB are there", () => {
  const head = createHeadBuffer("report.xml");
  const chunk = Buffer.alloc(40_000, "a");
  expect(head.add(chunk)).toBe(true);
  chunk.fill("b");
  expect(head.add(chunk)).toBe(false);
  const { bytes, text, whole } = head.head(true);
  expect(bytes).toHaveLength(65_536);
  expect(text.slice(39_999, 40_001)).toBe("ab");
  expect(whole).toBe(false);
  expect(head.chunks().map(({ length }) => length)).toEqual([40_000, 40_000]);
});

test("a short input is whole", () => {
  const head = createHeadBuffer("report.xml");
  head.add(Buffer.from("<a/>"));
  expect(head.head(true)).toMatchObject({ path: "report.xml", text: "<a/>", whole: true });
});

test("a head is decoded by its mark, without the mark", () => {
  const utf16 = Buffer.from("\ufeffé", "utf16le");
  expect([Buffer.from("\ufeffé"), utf16, Buffer.from(utf16).swap16()].map(decodeHead)).toEqual([
    "é",
    "é",
    "é",
  ]);
});
