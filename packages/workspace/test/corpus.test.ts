import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { parseDiff } from "../src/changes/parse-diff.ts";
import { readQuotedPath } from "../src/changes/quoted-path.ts";

type Row = {
  readonly path: string;
  readonly expected: {
    readonly files: number;
    readonly added: number;
    readonly removed: number;
    readonly binary: number;
    readonly renames: number;
    readonly added_line_numbers: Readonly<Record<string, readonly (number | string)[]>>;
  };
};

const shared = sharedFolder();

/** Not as we call git: colours, a merge's two columns, another tool, no prefixes. */
const refused = /\/(?:color|combined|ruN|noprefix)\.diff$/;

/** They end before their hunk does: what is there counts, and the doubt stays. */
const cut = /git_diff_(?:cpp_functions|dotnet|typescript)\.txt$/;

describe.skipIf(shared === undefined)("diffs of the corpus", () => {
  const rows = shared === undefined ? [] : readRows(shared);

  it("are all there", () => {
    expect([rows.length, rows.filter(({ path }) => refused.test(path)).length]).toEqual([14, 4]);
  });

  it.each(rows.filter(({ path }) => !refused.test(path)))("$path", ({ path, expected }) => {
    const { files, doubt } = parseDiff(readFileSync(`${shared}corpus/${path}`));
    expect(doubt?.message).toBe(cut.test(path) ? "the end inside a hunk" : undefined);
    expect(files.length).toBe(expected.files);
    expect(files.filter(({ content }) => content === "binary").length).toBe(expected.binary);
    expect(files.filter(({ change }) => change === "renamed").length).toBe(expected.renames);
    expect(files.flatMap(({ removed }) => expand(removed)).length).toBe(expected.removed);
    const added = new Map(files.map((file) => [file.path, expand(file.added)]));
    expect([...added.values()].flat().length).toBe(expected.added);
    for (const [name, numbers] of Object.entries(expected.added_line_numbers)) {
      const known = numbers.filter((number) => typeof number === "number"); // long lists end in an ellipsis
      expect(added.get(unquote(name))?.slice(0, known.length)).toEqual(known);
    }
  });

  it.each(rows.filter(({ path }) => refused.test(path)))("$path is in doubt", ({ path }) => {
    expect(parseDiff(readFileSync(`${shared}corpus/${path}`))).toMatchObject({
      files: [],
      doubt: { line: expect.any(Number) },
    });
  });
});

function readRows(folder: string): readonly Row[] {
  return readFileSync(`${folder}corpus/MANIFEST.tsv`, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([, kind, format]) => kind === "diff" && format === "unified-diff")
    .map((cells) => ({
      path: cells[0]!,
      trap: cells[8]!,
      expected: JSON.parse(cells[9]!) as Row["expected"],
    }));
}

function expand(ranges: readonly (readonly [number, number])[]): readonly number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

/** The manifest has the names as they stand behind `+++`. */
function unquote(name: string): string {
  return (readQuotedPath(name)?.path ?? name).slice("b/".length);
}
