import fc from "fast-check";
import { expect, test } from "vitest";
import { readAll } from "../testing/read-all.ts";
import { lcov } from "./reader.ts";

const line = fc.constantFrom("0", "1", "2", "3", "07", "999999999", "1000000000", "2147483648");
const count = fc.constantFrom(
  "0",
  "1",
  "5",
  "007",
  "999999999999999",
  "1000000000000000",
  "-",
  "-1",
  "1e2",
  "",
);
const name = fc.constantFrom("f", "g", "(anonymous_1)", "x, y", "2,f", "größe", "");
const total = fc.constantFrom("LF", "LH", "FNF", "FNH", "BRF", "BRH", "BRX", "MCF");

/** Lines as tools write them, and some that are nearly so. */
const record = fc.oneof(
  fc
    .tuple(line, count, fc.constantFrom("", "", ",aGFzaA==", ",x,y"))
    .map(([at, hits, sum]) => `DA:${at},${hits}${sum}`),
  fc
    .tuple(line, fc.constantFrom("0", "1", "e0", "U1"), fc.constantFrom("0", "1", "a", "f(a, b)"), count)
    .map((fields) => `BRDA:${fields.join(",")}`),
  fc.tuple(line, name).map(([at, called]) => `FN:${at},${called}`),
  fc.tuple(count, name).map(([hits, called]) => `FNDA:${hits},${called}`),
  fc.tuple(total, fc.oneof(fc.nat(4).map(String), count)).map((fields) => fields.join(":")),
  fc.constantFrom(
    "end_of_record",
    "end_of_records",
    "SF:a.c",
    "SF:größe.c",
    "SF:",
    "TN:",
    "TN:one",
    "VER:1",
    "#",
    "",
  ),
);

const file = fc
  .tuple(fc.constantFrom("SF:a.c", "SF:b b.c", "SF:"), fc.array(record, { maxLength: 8 }))
  .map(([begin, records]) => ["TN:", begin, ...records, "end_of_record"]);

/** Of ASCII: what is not UTF-8 is quoted with its blanks. */
const changes = fc.array(fc.tuple(fc.nat(), fc.nat(127)), { maxLength: 2 });

test("lines are read as those whose blanks make a text of them", () => {
  fc.assert(
    fc.property(
      fc.array(file, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("\n", "\r\n"),
      changes,
      (files, lineEnd, bytes) => {
        const plain = Buffer.from(`${files.flat().join(lineEnd)}${lineEnd}`);
        for (const [at, byte] of bytes) {
          const place = at % plain.length;
          if (plain[place]! < 0x80) plain[place] = byte;
        }
        const blank = plain.toString("utf8").replaceAll("\n", " \n");
        expect(readAll(lcov, plain)).toEqual(readAll(lcov, blank));
      },
    ),
    { numRuns: 2_000 },
  );
});
