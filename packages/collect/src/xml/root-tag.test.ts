import { expect, test } from "vitest";
import { headOf } from "../testing/read-all.ts";
import { rootTag } from "./root-tag.ts";

test.each([
  [`<a x="1"><b/>`, { name: "a", tag: `<a x="1">`, rest: "<b/>" }],
  [`\ufeff\n<?xml version="1.0"?><!-- <b> --><!DOCTYPE a [<!ENTITY b "<c>">]>\n<n:a/>`, { name: "a" }],
  [`10:00 started\n<?xml version="1.0"?>\n<a>`, { name: "a" }],
  [`<a`, { name: "a", tag: "<a", rest: "" }],
] as const)("%j", (text, root) => {
  expect(rootTag(headOf(text))).toMatchObject(root);
});

test.each(["", "  ", "text", "text <a>", `{"a": "<?xml ?>"}`, "<?xml", "<!-- <a>", "<!DOCTYPE a [", "< a>"])(
  "%j has none",
  (text) => {
    expect(rootTag(headOf(text))).toBeUndefined();
  },
);

test("UTF-16 is read with a mark and without", () => {
  const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
  expect(rootTag(headOf(utf16("\ufeff<a>")))?.name).toBe("a");
  expect(rootTag(headOf(utf16("<a>")))?.name).toBe("a");
});
