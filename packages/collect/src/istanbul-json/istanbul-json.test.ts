import { branchEntities, functionEntities } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { type AllRecords, readAll } from "../testing/read-all.ts";
import { istanbulJson } from "./reader.ts";

const at = (line: number, column: number | null): unknown => ({ line, column });
const range = (line: number, from: number, to: number | null): unknown => ({
  start: at(line, from),
  end: at(line, to),
});

/** One file with two statements, a function and an `if` whose else is implicit. */
function anEntry(members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    path: "/repo/src/a.js",
    statementMap: { "0": range(1, 0, 10), "1": range(2, 2, 8) },
    fnMap: { "0": { name: "f", decl: range(1, 9, 10), loc: { start: at(1, 12), end: at(4, 1) } } },
    branchMap: {
      "0": { type: "if", loc: range(2, 2, 8), locations: [range(2, 2, 8), { start: {}, end: {} }] },
    },
    s: { "0": 3, "1": 0 },
    f: { "0": 2 },
    b: { "0": [1, 0] },
    ...members,
  };
}

function read(value: unknown, chunkSize?: number): AllRecords {
  return readAll(istanbulJson, typeof value === "string" ? value : JSON.stringify(value), chunkSize);
}

function codesOf({ problems }: AllRecords): readonly string[] {
  return problems.map(({ code, severity }) => `${code} ${severity}`);
}

describe("an entry", () => {
  it("is read to its columns", () => {
    const { files, problems } = read({ "/repo/src/a.js": anEntry() });
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({
      path: "/repo/src/a.js",
      counts: Uint16Array.of(3, 0, 2, 1, 0),
      map: {
        precision: "columns",
        statements: Int32Array.of(1, 0, 1, 10, 2, 2, 2, 8),
        functions: { names: ["f"], places: Int32Array.of(1, 9, 4) },
        branches: { types: ["if"], places: Int32Array.of(2, 2, 2), arms: Int32Array.of(2, 2, -1, -1) },
        conditions: new Int32Array(0),
      },
    });
    expect(problems).toEqual([]);
  });

  it("of nyc names the text that it measures, read in whatever way", () => {
    const versions = (value: unknown): unknown => read(value).files.map(({ version }) => version);
    const nyc = anEntry({ contentHash: "1a" });
    expect(versions({ a: nyc, b: { data: nyc }, "x/a": nyc, c: anEntry() })).toEqual([
      "nyc:1a",
      "nyc:1a",
      "nyc:1a",
      undefined,
    ]);
    expect(versions({ a: nyc, "z/y/x/a": anEntry({ contentHash: "2b" }) })).toEqual(["nyc:1a", "nyc:2b"]);
  });

  it("may have end columns that were Infinity, and are null", () => {
    const { files, problems } = read({
      a: anEntry({ statementMap: { "0": range(1, 0, null), "1": range(2, 2, 8) } }),
    });
    expect([...files[0]!.map.statements]).toEqual([1, 0, 1, -1, 2, 2, 2, 8]);
    expect(problems).toEqual([]);
  });

  it("of converted V8 coverage is read, and names its producer", () => {
    const { files, producer } = read({ a: anEntry({ all: false }) });
    expect(files).toHaveLength(1);
    expect(producer).toBe("v8-to-istanbul");
  });

  it("of a file that nothing loaded is read", () => {
    const { files, problems } = read({
      a: anEntry({ all: true, s: { "0": 0, "1": 0 }, f: { "0": 0 }, b: { "0": [0, 0] } }),
    });
    expect([...files[0]!.counts]).toEqual([0, 0, 0, 0, 0]);
    expect(problems).toEqual([]);
  });

  it("places a function by its body where it has no declaration, and a branch by its arms", () => {
    const { files } = read({
      a: anEntry({
        fnMap: { "0": { name: "f", line: 7, loc: range(3, 4, 5) } },
        branchMap: { "0": { type: "if", locations: [range(6, 1, 2), range(6, 3, 4)] } },
      }),
    });
    expect(functionEntities(files[0]!.map)).toEqual([{ name: "f", line: 3, column: 4, endLine: 3 }]);
    expect(branchEntities(files[0]!.map)).toEqual([{ type: "if", line: 6, column: -1, arms: [6, 1, 6, 3] }]);
  });

  it.each([
    ["a negative count", { s: { "0": 1, "1": -1 } }],
    ["a text as count", { s: { "0": 1, "1": "5" } }],
    ["null as count", { s: { "0": 1, "1": null } }],
    ["a count that was a negative one", { s: { "0": 1, "1": 2 ** 64 } }],
    ["no count", { s: { "0": 1 } }],
  ])("with %s keeps what it belongs to, not covered", (_what, members) => {
    const result = read({ a: anEntry(members) });
    expect([...result.files[0]!.counts.subarray(0, 2)]).toEqual([1, 0]);
    expect(codesOf(result)).toEqual(["bad-count error"]);
  });

  it("whose count is nested deeper than the stack is told and not followed", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    const text = JSON.stringify({ a: anEntry({ s: { "0": 1, "1": "deep" } }) }).replace('"deep"', deep);
    expect(codesOf(read(text))).toEqual(["bad-count error"]);
  });

  it("with a huge count saturates", () => {
    const { files, problems } = read({ a: anEntry({ s: { "0": 1e17, "1": 0 } }) });
    expect(files[0]!.counts[0]).toBe(Number.MAX_SAFE_INTEGER);
    expect(problems).toEqual([]);
  });

  it.each([
    ["more counts than arms", { b: { "0": [1, 0, 1] } }, [1, 0, 1], "bad-position warning"],
    ["fewer counts than arms", { b: { "0": [1] } }, [1, 0], "bad-count error"],
    ["no counts", { b: {} }, [0, 0], "bad-count error"],
    ["counts that are no list", { b: { "0": 7 } }, [0, 0], "bad-count error"],
  ])("whose branch has %s keeps the larger number of arms", (_what, members, arms, code) => {
    const result = read({ a: anEntry(members) });
    expect([...result.files[0]!.counts.subarray(3)]).toEqual(arms);
    expect(codesOf(result)).toEqual([code]);
  });

  it.each([
    ["counts for nothing", { s: { "0": 1, "1": 1, "2": 5 } }, "bad-count error"],
    ["no statement map", { statementMap: undefined, s: {} }, "missing-field error"],
    ["a list as function map", { fnMap: [], f: {} }, "missing-field error"],
    [
      "a statement without a place",
      { statementMap: { "0": {}, "1": range(2, 2, 8) } },
      "bad-position warning",
    ],
    ["a branch without a place", { branchMap: { "0": { locations: [{}, {}] } } }, "bad-position warning"],
    ["a function without a place", { fnMap: { "0": { name: "f" } } }, "bad-position warning"],
  ])("with %s says so", (_what, members, code) => {
    const result = read({ a: anEntry(members) });
    expect(codesOf(result)).toEqual([code]);
    expect(result.files).toHaveLength(1);
  });

  it("with ids like a prototype's is data", () => {
    const { files, problems } = read(
      JSON.stringify({ a: anEntry() })
        .replaceAll('"1":', '"__proto__":')
        .replace('"name":"f"', '"name":"constructor"'),
    );
    expect([...files[0]!.counts.subarray(0, 2)]).toEqual([3, 0]);
    expect(functionEntities(files[0]!.map)[0]!.name).toBe("constructor");
    expect(problems).toEqual([]);
  });
});

describe("a document", () => {
  const map = { "/repo/src/a.js": anEntry(), "/repo/src/b.js": anEntry({ path: "/repo/src/b.js" }) };
  const plain = read(map);

  it.each([
    ["with a byte order mark", `\ufeff${JSON.stringify(map)}`],
    ["that is pretty-printed", JSON.stringify(map, null, 2)],
    ["with tabs and CRLF", JSON.stringify(map, null, "\t").replaceAll("\n", "\r\n")],
    ["below `data`", JSON.stringify({ data: map })],
    ["below `map`", JSON.stringify({ map })],
    [
      "whose entries are below `data`",
      JSON.stringify(Object.fromEntries(Object.entries(map).map(([key, data]) => [key, { data }]))),
    ],
    ["with white space behind it", `${JSON.stringify(map)}\n\n`],
  ])("%s reads the same", (_how, text) => {
    expect(read(text)).toEqual(plain);
  });

  it.each(["utf-16le", "utf-16be"])("in %s reads the same in pieces of any size", (encoding) => {
    const bytes = Buffer.from(`\ufeff${JSON.stringify(map)}`, "utf16le");
    if (encoding === "utf-16be") bytes.swap16();
    for (const chunkSize of [1, 7, 4_096]) expect(readAll(istanbulJson, bytes, chunkSize)).toEqual(plain);
  });

  it("may be one entry alone", () => {
    const { files, problems } = read(anEntry());
    expect(files).toEqual([plain.files[0]]);
    expect(problems).toEqual([]);
  });

  it("that is one entry without a path says so", () => {
    const { path: _path, ...rest } = anEntry();
    const result = read(rest);
    expect(result.files).toHaveLength(1);
    expect(codesOf(result)).toEqual(["missing-field warning"]);
  });

  it.each(["{}", " { } ", '{"data":{}}', '{"map":{}}'])("without a file is no coverage data: %s", (text) => {
    expect(codesOf(read(text))).toEqual(["no-coverage-data error"]);
  });

  it("may have files that are named like a prototype's members", () => {
    const { path: _path, ...rest } = anEntry();
    const { files, problems } = read(
      `{"__proto__":${JSON.stringify(rest)},"constructor":${JSON.stringify(rest)}}`,
    );
    expect(files.map(({ path }) => path)).toEqual(["__proto__", "constructor"]);
    expect(problems).toEqual([]);
  });

  it("decodes escapes in its keys", () => {
    const { path: _path, ...rest } = anEntry();
    expect(read(`{"C:\\\\a\\u00e4.js":${JSON.stringify(rest)}}`).files[0]!.path).toBe("C:\\aä.js");
  });

  it("with a member that is no coverage says so, and reads on", () => {
    const result = read({ note: "x", "/repo/src/broken.js": { s: {} }, ...map });
    expect(result.files).toEqual(plain.files);
    expect(codesOf(result)).toEqual(["unknown-record info", "malformed error"]);
  });

  it.each([
    ["no JSON in an entry", '{"a.js":{"statementMap":NaN}}', "malformed error"],
    ["a missing comma", `{"a.js":${JSON.stringify(anEntry())} "b.js":{}}`, "malformed error"],
    ["a second document", `${JSON.stringify(map)}{"c.js":{}}`, "several-documents error"],
    ["text behind it", `${JSON.stringify(map)} done`, "malformed error"],
    ["a list", "[]", "malformed error"],
  ])("with %s says so", (_what, text, code) => {
    expect(codesOf(read(text))).toContain(code);
  });

  it("that is broken in the middle keeps what came before", () => {
    const result = read(JSON.stringify(map).replace(',"/repo/src/b.js"', ";"));
    expect(result.files).toEqual([plain.files[0]]);
  });
});
