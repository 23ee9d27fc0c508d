import { describe, expect, it } from "vitest";
import { headOf } from "../testing/read-all.ts";
import { recogniseIstanbul } from "./recognise.ts";

const entry = '{"path":"a.js","statementMap":{},"fnMap":{},"branchMap":{},"s":{},"f":{},"b":{}}';

describe("istanbul's JSON is recognised", () => {
  it.each([
    ["as a map of files", `{"/repo/a.js":${entry}}`],
    ["below `data`", `{"data":{"/repo/a.js":${entry}}}`],
    ["as one entry", entry],
    ["behind a byte order mark and white space", `\ufeff\n {"a":${entry}}`],
    ["with its end cut", `{"/repo/a.js":${entry.slice(0, 40)}`],
    ["with braces and quotes in its names", `{"/repo/{\\"a].js":${entry}}`],
  ])("%s", (_how, text) => {
    expect(recogniseIstanbul(headOf(text))).toBe(true);
  });

  it("when it is empty and its path speaks of coverage", () => {
    expect(recogniseIstanbul(headOf("{ }", "packages/a/coverage/coverage-final.json"))).toBe(true);
    expect(recogniseIstanbul(headOf("{ }", "reports/data.json"))).toBe(false);
  });

  it.each([
    ["nothing", ""],
    ["totals", '{"total":{"lines":{"total":1,"covered":1,"skipped":0,"pct":100}}}'],
    ["jest's results, which may carry a map", `{"numTotalTests":1,"coverageMap":{"a.js":${entry}}}`],
    ["a list of entries", `[${entry}]`],
    ["the names as values", '{"a":{"b":"statementMap"}}'],
    ["a map far down", `{"a":{"b":{"c":${entry}}}}`],
    ["XML", `<a>${entry}</a>`],
  ])("never in %s", (_what, text) => {
    expect(recogniseIstanbul(headOf(text))).toBe(false);
  });
});
