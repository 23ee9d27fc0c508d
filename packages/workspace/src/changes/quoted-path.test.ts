import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuotedPath } from "./quoted-path.ts";

describe("quoted paths", () => {
  it("reads every name that git may quote", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const quoted = quoteLikeGit(name);
        expect(readQuotedPath(`${quoted} rest`)).toEqual({ path: name, end: quoted.length });
      }),
    );
  });

  it.each(['"', '"a', '"a\\"', '"\\8"', '"\\12"', 'a"'])("refuses %s", (text) => {
    expect(readQuotedPath(text)).toBeUndefined();
  });
});

/** All bytes that are not letters as octal numbers: git writes some of them shorter. */
function quoteLikeGit(name: string): string {
  const bytes = [...Buffer.from(name)].map((byte) =>
    /[a-z]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, "0")}`,
  );
  return `"${bytes.join("")}"`;
}
