import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createProblemTally } from "../problem-tally.ts";
import { largeFile } from "../testing/istanbul-maps.ts";
import { readEntry } from "./entry.ts";
import { incomplete, mismatch } from "./json-bytes.ts";
import { type ScannedEntry, scanEntry } from "./scan-entry.ts";

const place = '{"start":{"line":1,"column":0},"end":{"line":1,"column":9}}';

/** An entry as instrumenters write it, with what they differ in. */
const entries: fc.Arbitrary<unknown> = fc
  .record({
    firstId: fc.constantFrom(0, 1),
    statements: fc.array(fc.tuple(location(), hits()), { maxLength: 5 }),
    functions: fc.array(fc.tuple(fc.string({ unit: "binary" }), location(), location(), hits()), {
      maxLength: 4,
    }),
    branches: fc.array(
      fc.tuple(
        fc.constantFrom("if", "cond-expr", "odd"),
        location(),
        fc.array(fc.tuple(fc.oneof(location(), fc.constant({ start: {}, end: {} })), hits()), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.boolean(),
      ),
      { maxLength: 4 },
    ),
    path: fc.constantFrom("/repo/src/x.ts", 'src/ä "quoted".ts'),
    extra: fc.constantFrom(
      {},
      { all: false },
      { contentHash: "abc" },
      { bT: {} },
      { meta: { seen: { a: [1] } } },
    ),
  })
  .map(({ firstId, statements, functions, branches, path, extra }) => {
    const byId = (values: readonly unknown[]): unknown =>
      Object.fromEntries(values.map((value, i) => [String(i + firstId), value]));
    return {
      path,
      ...extra,
      statementMap: byId(statements.map(([place]) => place)),
      fnMap: byId(functions.map(([name, decl, loc]) => ({ name, decl, loc, line: decl.start.line }))),
      branchMap: byId(
        branches.map(([type, loc, arms, lineFirst]) => {
          const locations = arms.map(([place]) => place);
          return lineFirst ? { type, line: 3, loc, locations } : { loc, type, locations };
        }),
      ),
      s: byId(statements.map(([, count]) => count)),
      f: byId(functions.map(([, , , count]) => count)),
      b: byId(branches.map(([, , arms]) => arms.map(([, count]) => count))),
    };
  });

const pieces = [
  "",
  "0",
  "-1",
  "1.5",
  "null",
  "{}",
  "[]",
  '"s"',
  ",",
  "}",
  "\\",
  '"',
  "00",
  "9999999999999999",
  "x",
];

describe("an entry as instrumenters write it", () => {
  it("is read as the parsed object would be", () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(undefined, 2, "\t"), (entry, indent) => {
        const text = JSON.stringify(entry, null, indent);
        const scanned = scan(text);
        if (typeof scanned === "number") throw new Error(`not read (${scanned}): ${text}`);
        expect(scanned.at).toBe(Buffer.byteLength(text));
        expect(scanned.entry).toEqual(parsed(text)?.entry);
      }),
    );
  });

  it("cut anywhere wants more bytes", () => {
    fc.assert(
      fc.property(entries, fc.nat(), (entry, seed) => {
        const bytes = Buffer.from(JSON.stringify(entry));
        const cut = seed % bytes.length;
        // Behind the cut lie the bytes of an earlier read, as in the reused window.
        const window = Buffer.concat([bytes, Buffer.from("}")]);
        window[cut] = 0;
        expect(scanEntry(window, 0, cut)).toBe(incomplete);
      }),
    );
  });
});

describe("an entry of a large file", () => {
  it.each([9, 10, 11, 99, 100, 101, 999, 1_000, 1_001])(
    "with %i entities of a kind is read alike",
    (count) => {
      for (const indent of [undefined, 1]) {
        const text = JSON.stringify(largeFile(count, 0), null, indent);
        expect(readWhole(text).entry).toEqual(parsed(text)?.entry);
      }
    },
  );

  it("with any change to its text is refused, or read as the parsed object would be", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(12, 103, 1_002),
        fc.nat({ max: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.nat({ max: 3 }),
        fc.constantFrom(...pieces),
        (count, firstId, where, drop, piece) => {
          const original = JSON.stringify(largeFile(count, firstId));
          const at = Math.floor(where * original.length);
          expectSameAsParsed(original.slice(0, at) + piece + original.slice(at + drop));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("cut anywhere wants more bytes", () => {
    const bytes = Buffer.from(`${JSON.stringify(largeFile(103, 0))}\0`);
    for (let cut = 0; cut < bytes.length - 1; cut += 7) {
      const window = Buffer.from(bytes);
      window[cut] = 0;
      expect(scanEntry(window, 0, cut)).toBe(incomplete);
    }
  });

  it("has the names of its functions, whatever names were read before", () => {
    for (let round = 0; round < 2; round++) {
      for (const names of [
        ["a", "aa", "ab"],
        ["ba", "b".repeat(41), "ä"],
        Object.keys(largeFile(5_000, 0).f),
      ]) {
        const entry = largeFile(names.length, 0);
        for (const [i, name] of names.entries()) entry.fnMap[i]!.name = name;
        const { functions } = readWhole(JSON.stringify(entry)).entry.shape;
        expect(functions.names).toEqual(names);
      }
    }
  });
});

function readWhole(text: string): ScannedEntry {
  const scanned = scan(text);
  if (typeof scanned === "number") throw new Error(`not read (${scanned})`);
  expect(scanned.at).toBe(Buffer.byteLength(text));
  return scanned;
}

describe("an entry with any change to its text", () => {
  it("is refused, or read as the parsed object would be and without a doubt", () => {
    fc.assert(
      fc.property(
        entries,
        fc.nat(),
        fc.nat({ max: 6 }),
        fc.constantFrom(...pieces),
        (entry, seed, drop, piece) => {
          const original = JSON.stringify(entry);
          const at = seed % original.length;
          expectSameAsParsed((original.slice(0, at) + piece + original.slice(at + drop)).toWellFormed());
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [
      "a member twice",
      '{"path":"a","path":"b","statementMap":{},"fnMap":{},"branchMap":{},"s":{},"f":{},"b":{}}',
    ],
    ["counts before maps", '{"s":{"0":1},"f":{},"b":{},"statementMap":{},"fnMap":{},"branchMap":{}}'],
    [
      "an escaped name",
      '{"statementMap":{},"fnMap":{},"branchMap":{},"s":{},"\\u0073":{"0":1},"f":{},"b":{}}',
    ],
    ["no counts", '{"statementMap":{},"fnMap":{},"branchMap":{}}'],
    [
      "broken JSON in a member that is not used",
      '{"meta":{x},"statementMap":{},"fnMap":{},"branchMap":{},"s":{},"f":{},"b":{}}',
    ],
    ["entities out of order", entryOf({ s: '{"0":1,"1":0}', statementMap: `{"1":${place},"0":${place}}` })],
    [
      "a line that is none",
      entryOf({ s: '{"0":1}', statementMap: `{"0":${place.replace('"line":1', '"line":0')}}` }),
    ],
    ["a count that is none", entryOf({ s: '{"0":-1}', statementMap: `{"0":${place}}` })],
    ["an entity without a count", entryOf({ s: "{}", statementMap: `{"0":${place}}` })],
  ])("is refused with %s", (_what, text) => {
    expect(scan(text)).toBe(mismatch);
  });
});

function entryOf(members: Readonly<Record<string, string>>): string {
  const all = { statementMap: "{}", fnMap: "{}", branchMap: "{}", s: "{}", f: "{}", b: "{}", ...members };
  return `{${Object.entries(all)
    .map(([name, value]) => `"${name}":${value}`)
    .join(",")}}`;
}

function expectSameAsParsed(text: string): void {
  const scanned = scan(text);
  if (typeof scanned === "number") return;
  const wanted = parsed(text.slice(0, Buffer.from(text).toString("utf8", 0, scanned.at).length));
  expect(wanted?.isDoubtful).toBe(false);
  expect(scanned.entry).toEqual(wanted?.entry);
}

function parsed(text: string): { entry: ReturnType<typeof readEntry>; isDoubtful: boolean } | undefined {
  try {
    const doubts = createProblemTally();
    const entry = readEntry(JSON.parse(text), "x", doubts);
    return { entry, isDoubtful: !doubts.isEmpty() };
  } catch {
    return undefined;
  }
}

function scan(text: string): ScannedEntry | number {
  const bytes = Buffer.from(`${text}\0`);
  return scanEntry(bytes, 0, bytes.length - 1);
}

function hits(): fc.Arbitrary<number> {
  return fc.oneof(fc.nat(), fc.constantFrom(0, 999_999_999_999_999));
}

type Place = { readonly line: number; readonly column: number | null };

function location(): fc.Arbitrary<{ readonly start: Place; readonly end: Place }> {
  const position = fc.record({
    line: fc.integer({ min: 1, max: 2_147_483_647 }),
    column: fc.option(fc.nat()),
  });
  return fc.record({ start: position, end: position });
}
