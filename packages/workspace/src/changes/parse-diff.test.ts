import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDiff } from "./parse-diff.ts";

describe("parsing git diff", () => {
  it("tells added ranges, blank lines and removed lines", () => {
    const diff = [
      "diff --git a/src/cart.ts b/src/cart.ts",
      "index 111..222 100644",
      "--- a/src/cart.ts",
      "+++ b/src/cart.ts",
      "@@ -3 +3,2 @@ function total() {",
      "-old",
      "+new",
      "+  \t\r",
      "@@ -9,2 +9,0 @@",
      "-gone",
      "-gone",
    ];
    expect(parse(diff)).toEqual({
      files: [
        {
          path: "src/cart.ts",
          change: "modified",
          content: "text",
          added: [[3, 4]],
          blank: [4],
          removed: [
            [3, 3],
            [9, 10],
          ],
        },
      ],
    });
  });

  it("takes lines that look like headers for content", () => {
    const diff = [
      "diff --git a/x b/x",
      "--- a/x",
      "+++ b/x",
      "@@ -1,3 +1,4 @@",
      "--- a/other",
      "-diff --git a/y b/y",
      "-@@ -1 +1 @@",
      "+++ b/fake",
      "+@@ -1 +1,9 @@",
      "+diff --git a/y b/y",
      "+\\ No newline at end of file",
      "\\ No newline at end of file",
    ];
    expect(parse(diff).files).toMatchObject([{ path: "x", added: [[1, 4]], removed: [[1, 3]] }]);
  });

  it.each([
    ["a plain name", "diff --git a/a b/a b/a b/a", "a b/a"],
    ["a quoted name", 'diff --git "a/\\303\\274\\"\\t" "b/\\303\\274\\"\\t"', 'ü"\t'],
    ["raw bytes beyond ASCII", "diff --git a/ü b/ü", "ü"],
  ])("reads %s from the first line when no other has it", (_, header, path) => {
    expect(parse([header, "old mode 100644", "new mode 100755"]).files).toEqual([
      { path, change: "modified", content: "text", added: [], blank: [], removed: [] },
    ]);
  });

  it("drops the tab behind a name with blanks", () => {
    const diff = ["diff --git a/a b b/a b", "--- a/a b\t", "+++ b/a b\t", "@@ -0,0 +1 @@", "+x"];
    expect(parse(diff).files).toMatchObject([{ path: "a b", added: [[1, 1]] }]);
  });

  it("keeps both names of a rename", () => {
    const diff = [
      "diff --git a/old name b/new",
      "similarity index 90%",
      "rename from old name",
      'rename to "n\\303\\251w"',
    ];
    expect(parse(diff).files).toMatchObject([{ path: "néw", oldPath: "old name", change: "renamed" }]);
  });

  it("joins both halves of a changed type", () => {
    const diff = [
      "diff --git a/link b/link",
      "deleted file mode 120000",
      "--- a/link",
      "+++ /dev/null",
      "@@ -1 +0,0 @@",
      "-target",
      "\\ No newline at end of file",
      "diff --git a/link b/link",
      "new file mode 100644",
      "--- /dev/null",
      "+++ b/link",
      "@@ -0,0 +1 @@",
      "+text",
    ];
    expect(parse(diff).files).toEqual([
      {
        path: "link",
        change: "type-changed",
        content: "text",
        added: [[1, 1]],
        blank: [],
        removed: [[1, 1]],
      },
    ]);
  });

  it("gives submodules and binary files no lines", () => {
    const diff = [
      "diff --git a/lib b/lib",
      "index 1111111..2222222 160000",
      "--- a/lib",
      "+++ b/lib",
      "@@ -1 +1 @@",
      "-Subproject commit 1111111",
      "+Subproject commit 2222222",
      "diff --git a/logo.png b/logo.png",
      "index 111..222 100644",
      "Binary files a/logo.png and b/logo.png differ",
    ];
    expect(parse(diff).files).toEqual([
      { path: "lib", change: "modified", content: "submodule", added: [], blank: [], removed: [] },
      { path: "logo.png", change: "modified", content: "binary", added: [], blank: [], removed: [] },
    ]);
  });

  it.each([
    ["a combined diff", ["diff --cc src/a.js", "index d1,35..a9"], 1],
    ["colours", ["\x1b[1mdiff --git a/x b/x\x1b[m"], 1],
    ["a cut hunk", ["diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1,0 +1,3 @@", "+a"], 5],
    [
      "a hunk that says less",
      ["diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "-a", "+b", "+c"],
      7,
    ],
    ["strange lines in a hunk", ["diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "?a"], 5],
    ["two names without a rename", ["diff --git a/x b/y", "index 1..2"], 2],
    ["names without prefixes", ["diff --git x x", "--- x", "+++ x", "@@ -0,0 +1 @@", "+x"], 4],
    ["a quote that does not end", ['diff --git "a/x "b/x', "index 1..2"], 2],
  ])("is in doubt about %s", (_, lines, line) => {
    expect(parse(lines).doubt?.line).toBe(line);
  });

  it("never throws and ends on any cut of a diff", () => {
    const whole = Buffer.from(
      'diff --git "a/\\303\\274" b/x\nindex 1..2 100644\n--- a/x\t\n+++ b/x\n@@ -1,2 +1 @@ f\n-a\n-b\n+c\n\\ No newline\n',
    );
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(255), fc.nat(whole.length - 1), (length, byte, at) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        expect(parseDiff(bytes.subarray(0, length)).files.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

function parse(lines: readonly string[]): ReturnType<typeof parseDiff> {
  return parseDiff(Buffer.from(`${lines.join("\n")}\n`));
}
