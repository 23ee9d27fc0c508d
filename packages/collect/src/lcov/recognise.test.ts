import { describe, expect, it } from "vitest";
import { headOf } from "../testing/read-all.ts";
import { recogniseLcov } from "./recognise.ts";

describe("a tracefile is recognised", () => {
  it.each([
    ["by its test's name", "TN:\nSF:a.c\n"],
    ["by its file", "SF:C:\\a.c\nDA:1,1\n"],
    ["behind a byte order mark, blank lines and comments", "\ufeff\r\n# by hand\r\n  \r\nTN:x\r\n"],
    ["when its beginning was cut off", "DA:12,0\nDA:13,0\nend_of_record\n"],
    ["behind log lines", "> node --test\nok\nSF:a.js\nDA:1,1\nend_of_record\n"],
    ["by a name alone", "TN:"],
  ])("%s", (_how, text) => {
    expect(recogniseLcov(headOf(text))).toBe(true);
  });

  it("in UTF-16", () => {
    expect(recogniseLcov(headOf(Buffer.from("\ufeffTN:\r\nSF:a.c\r\n", "utf16le")))).toBe(true);
  });

  it.each([
    ["nothing", ""],
    ["JSON that quotes one", '{ "text":\n"\nSF:a.c\nDA:1,1\n" }'],
    ["XML that quotes one", "<system-out>\nSF:a.c\nDA:1,1\n</system-out>"],
    ["a Go coverprofile", "mode: set\na.go:1.2,3.4 1 1\n"],
    ["TAP", "TAP version 13\nok 1 - SF:a\n1..1\n"],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n"],
    ["a vCard-like text", "TNX:\nFN:Ada Lovelace\n"],
  ])("never in %s", (_what, text) => {
    expect(recogniseLcov(headOf(text))).toBe(false);
  });
});
