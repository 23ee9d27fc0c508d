import { expect, test } from "vitest";
import { recognise } from "./recognise.ts";
import { headOf } from "./testing/read-all.ts";
import { unsupportedFormat } from "./unsupported-format.ts";

test.each([
  [
    `<results>\n  <modules><module name="a"/></modules></results>`,
    "XML of Microsoft's dynamic code coverage",
  ],
  [`<?xml version="1.0"?><CoverageDSPriv><Module/></CoverageDSPriv>`, "Visual Studio's coverage XML"],
  [`<Root CoveredStatements="35" ReportType="DetailedXml">`, "a dotCover report"],
  [`<!-- a --><coverage profilerVersion="1.5.8 Beta">`, "an NCover report"],
  [`<PartCoverReport ver="2.2.0">`, "a PartCover report"],
  [`<root><PartCoverReport/></root>`, "a PartCover report, several joined to one document"],
])("%j is %s", (text, what) => {
  expect(recognise(headOf(text))).toMatchObject({
    problem: {
      code: "unsupported-format",
      severity: "error",
      message: `The file is ${what}; that format is not read.`,
      remedy: expect.stringMatching(/cobertura/i),
    },
  });
});

test.each([`<results><tests/></results>`, `<Root>`, `<coverage line-rate="1">`, `<root/>`, "text", ""])(
  "%j is none of them",
  (text) => {
    expect(unsupportedFormat(headOf(text))).toBeUndefined();
  },
);

const metric = { total: 4, covered: 4, skipped: 0, pct: 100 };

test.each([
  [
    "istanbul-summary",
    JSON.stringify({ total: { lines: metric, statements: metric, functions: metric, branches: metric } }),
  ],
  ["gcovr-summary", '{"root": "..", "gcovr/summary_format_version": "0.5", "files": []}'],
])("%s, which has totals only, is read", (id, text) => {
  expect(recognise(headOf(text))).toMatchObject({ reader: { id } });
});
