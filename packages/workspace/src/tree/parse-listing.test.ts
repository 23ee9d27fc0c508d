import { expect, it } from "vitest";
import { parseListing } from "./parse-listing.ts";

it("tells tracked files from others, whatever they are called", () => {
  const records = [
    "H 100644 aaaa 0\tsrc/a\tb.ts",
    "M 100644 aaaa 1\tconflict.ts",
    "M 100644 bbbb 2\tconflict.ts",
    "H 160000 cccc 0\tlib",
    "? 100644 aaaa 0\tfake.ts",
    "? clone/",
    "? two\nlines.ts",
  ];
  expect(parseListing(Buffer.from(`${records.join("\0")}\0`))).toEqual({
    tracked: new Set(["src/a\tb.ts", "conflict.ts"]),
    untracked: ["100644 aaaa 0\tfake.ts", "two\nlines.ts"],
  });
});
