import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMapPool } from "../map-pool.ts";
import type { Reader } from "../reader.ts";
import { withMaps } from "../testing/changed-reader.ts";
import { readAll } from "../testing/read-all.ts";
import { coberturaBy, strictCobertura, withRepeated } from "../testing/strict-cobertura.ts";
import { createXmlScanner } from "../xml/scanner.ts";
import { cobertura } from "./reader.ts";

const value = (...plain: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...plain) },
    fc.constantFrom("", "&amp;1", "é", "<", "'"),
  );
const number = value("1", "2", "30", "007", "0", "-1", "x", "2147483648", "1234567890123456");
const hits = value("0", "1", "12345", "1e3", "0.5", "-2", "9007199254740999", "many");
const branch = value("true", "True", "False", "false");
const conditions = value(
  "50% (1/2)",
  "33.3% (1/3)",
  "100% (4/4)",
  "150% (3/2)",
  "(1/2)",
  "50%",
  "0% (0/2000)",
);
const tail = fc.constantFrom("", "", ' missing-branches="7,exit"', ' number="9"', " bare", ' b="1"');
const ending = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("/>", " />") },
  fc
    .constantFrom(
      '<conditions>\n<condition number="0" type="jump" coverage="50%"/>\n</conditions>',
      "",
      "\n",
      "<clazz/>",
      "<!-- -->",
      '<line number="5" hits="1"/>',
      "</lines>",
    )
    .map((inside) => `>${inside}</line>`),
);
const line = fc
  .tuple(number, hits, fc.option(branch), fc.option(conditions), tail, ending)
  .map(([at, count, isBranch, told, rest, end]) =>
    [
      `<line number="${at}" hits="${count}"`,
      isBranch === null ? "" : ` branch="${isBranch}"`,
      told === null ? "" : ` condition-coverage="${told}"`,
      rest,
      end,
    ].join(""),
  );
const lines = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("", "\n", "\n    ", "text", "\0", "<!-- -->"))
  .map(([list, space]) => `<lines>${list.join(space)}${space}</lines>`);
const classElement = fc
  .tuple(fc.constantFrom("a.py", "b.py", ""), lines, fc.option(lines))
  .map(([name, own, ofMethod]) => {
    const method = ofMethod === null ? "" : `<methods><method name="f">${ofMethod}</method></methods>`;
    return `<class filename="${name}">${method}${own}</class>`;
  });
const root = fc.constantFrom(
  '<?xml version="1.0"?>',
  '<!DOCTYPE coverage [<!ENTITY e "1">]>',
  '<?xml version="1.0" encoding="latin1"?>',
);
const report = fc
  .tuple(root, fc.array(classElement, { maxLength: 4 }))
  .map(
    ([head, classes]) => `${head}<coverage line-rate="1"><classes>${classes.join("\n")}</classes></coverage>`,
  );

const damaged = fc
  .tuple(
    report,
    fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from("<>\"'=/ 019.-\n&")))), {
      maxLength: 3,
    }),
    fc.option(fc.nat()),
  )
  .map(([text, changes, cut]) => {
    const bytes = Buffer.from(text);
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
  });

const sameAsStrictly = (reader: Reader): fc.IProperty<unknown> =>
  fc.property(damaged, fc.integer({ min: 20, max: 5_000 }), (bytes, size) => {
    expect(readAll(reader, bytes, size)).toEqual(readAll(strictCobertura, bytes, size));
  });

describe("lines that repeat", { timeout: 60_000 }, () => {
  it("are read as the scanner tells them, whatever is changed or cut", () => {
    fc.assert(sameAsStrictly(cobertura), { numRuns: 3_000 });
  });

  it("are told apart from a reader that passes some over", () => {
    const hasty = withRepeated({
      inside: "lines",
      read: (bytes, from) => ({ end: Math.max(from, bytes.indexOf("<line ", from + 1)), lineFeeds: 0 }),
    });
    expect(fc.check(sameAsStrictly(hasty)).failed).toBe(true);
  });

  it("are read without the scanner", () => {
    const opened: string[] = [];
    const watched = coberturaBy((handler) =>
      createXmlScanner({
        ...handler,
        open(name, attributes) {
          opened.push(name);
          return handler.open(name, attributes);
        },
      }),
    );
    const { files } = readAll(
      watched,
      '<coverage><class filename="a"><lines><line number="1" hits="2"/><line number="3" hits="4"/></lines></class></coverage>',
    );
    expect(opened).toEqual(["coverage", "class", "lines"]);
    expect([...files[0]!.counts]).toEqual([2, 4]);
  });

  it("of several reports of one build are read as those of one", () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 4 }), (reports) => {
        const together = withMaps(cobertura, createMapPool());
        const all = reports.map((text) => readAll(together, text));
        expect(all).toEqual(reports.map((text) => readAll(cobertura, text)));
      }),
    );
  });
});
