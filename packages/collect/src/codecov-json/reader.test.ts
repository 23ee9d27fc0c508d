import { countLayout, lineHits } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { recognise } from "../recognise.ts";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { codecovJson } from "./reader.ts";

const read = (coverage: unknown): AllRecords => readAll(codecovJson, JSON.stringify({ coverage }));
const codes = ({ problems }: AllRecords): readonly string[] =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

describe("Codecov's JSON", () => {
  it("has lines, and shares of branches on them", () => {
    const { files, problems } = read({
      "src/a.rs": { "1": 4, "2": 0, "3": null, "4": "1/2", "5": "1/1", "6": "0/3" },
    });
    expect(problems).toEqual([]);
    const { path, map, counts } = files[0]!;
    expect(path).toBe("src/a.rs");
    expect([...lineHits(map, counts)]).toEqual([
      [1, 4],
      [2, 0],
      [4, 1],
      [5, 1],
      [6, 0],
    ]);
    expect([...map.conditions]).toEqual([4, 2, 6, 3]);
    expect([...counts.subarray(countLayout(map).conditions)]).toEqual([1, 0]);
  });

  it("has lines as lists from line 0 on", () => {
    const { files } = read({ "a.rb": [null, 3, null, 0, "1/2"] });
    expect([...lineHits(files[0]!.map, files[0]!.counts)]).toEqual([
      [1, 3],
      [3, 0],
      [4, 1],
    ]);
  });

  it.each([
    ["more than all", "3/2", "error malformed"],
    ["of nothing", "1/0", "error bad-count"],
    ["a text", "yes", "error bad-count"],
    ["a truth", true, "error bad-count"],
    ["negative", -1, "error bad-count"],
    ["a count that wrapped", 1.8446744073709552e19, "error bad-count"],
  ])("takes a value that is %s for missed, which is an error", (_what, value, code) => {
    const report = read({ a: { "1": value } });
    expect(codes(report)).toEqual([code]);
    expect([...lineHits(report.files[0]!.map, report.files[0]!.counts)]).toEqual([[1, 0]]);
  });

  it("says that lines without a number are lost", () => {
    expect(codes(read({ a: { first: 1, "99999999999": 1, __proto__: 1 } }))).toEqual(["error missing-field"]);
  });

  it.each([
    '{"coverage":{"a":{"1":1}}}',
    '{ "coverage": { "src/a \\" b.rs": { "12": "1/2", ',
    '{"coverage":{"a":[null,1,',
  ])("is recognised: %s", (beginning) => {
    expect(recognise(headOf(beginning))).toMatchObject({ reader: { id: "codecov-json" } });
  });

  it.each(['{"coverage":{"a":{"lines":[1]}}}', '{"coverage":{}}', '{"coverage":1}'])(
    "is another: %s",
    (beginning) => {
      expect(codecovJson.recognises(headOf(beginning))).toBe(false);
    },
  );
});

describeCoverageLaws({
  reader: codecovJson,
  files: [Buffer.from('{"coverage":{"src/a.rs":{"1":4,"2":0,"3":null,"10":"0/2"},"b.rb":[null,0,"1/2",7]}}')],
  missedIn,
});

/** Counted by walking the values, with a line once for a file. */
function missedIn(document: unknown): number {
  const files: unknown = (document as { coverage?: unknown } | null)?.coverage;
  let missed = 0;
  for (const lines of files !== null && typeof files === "object" ? Object.values(files) : [])
    for (const [line, value] of lines !== null && typeof lines === "object"
      ? Object.entries(lines as object)
      : [])
      if (
        /^[1-9]\d*$/.test(line) &&
        (value === 0 || /^0+\/[1-9]\d*$/.test(typeof value === "string" ? value : ""))
      )
        missed++;
  return missed;
}
