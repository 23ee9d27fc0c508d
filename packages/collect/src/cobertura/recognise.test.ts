import { describe, expect, it } from "vitest";
import { headOf } from "../testing/read-all.ts";
import { recogniseCobertura } from "./recognise.ts";

const doctype = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">';

describe("Cobertura is recognised", () => {
  it.each([
    ["by its rates", '<?xml version="1.0" ?>\n<coverage branch-rate="0" line-rate="0.8792" version="3.6">'],
    ["by its document type", `<?xml version='1.0'?>\n${doctype}\n<coverage version="1"><project/>`],
    ["by what it holds", "<coverage><!-- none --><packages/></coverage>"],
    ["behind comments", '<!-- a -->\n<!-- <report/> -->\n<coverage lines-valid="1">'],
    ["behind a byte order mark", '\ufeff<coverage line-rate="1"/>'],
    ["behind log lines", 'Wrote the report\n<?xml version="1.0"?>\n<coverage line-rate="1">'],
    ["with a namespace prefix", '<c:coverage line-rate="1">'],
    ["with its root cut", '<coverage line-rate="1" branch-rate="0.'],
  ])("%s", (_how, text) => {
    expect(recogniseCobertura(headOf(text))).toBe(true);
  });

  it.each([
    ["nothing", ""],
    [
      "Clover",
      '<coverage generated="1" clover="3.2.0"><project timestamp="1"><metrics/></project></coverage>',
    ],
    ["SonarQube's generic coverage", '<coverage version="1"><file path="a.js"/></coverage>'],
    ["NCover", '<coverage profilerVersion="1.5.8"><module moduleId="1"/></coverage>'],
    ["JaCoCo", '<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="x"/>'],
    ["JUnit", '<testsuites><testcase name="line-rate"/></testsuites>'],
    ["a longer name", '<coverage-report line-rate="1"/>'],
    ["JSON that quotes one", '{"a":"\n<coverage line-rate=\\"1\\">"}'],
    ["a comment alone", '<!-- <coverage line-rate="1"> '],
  ])("never in %s", (_what, text) => {
    expect(recogniseCobertura(headOf(text))).toBe(false);
  });
});
