import { describe, expect, it } from "vitest";
import { countMissed, describeCoverageDamage } from "../testing/coverage-damage.ts";
import { codesOf, conditionsOf, linesOf } from "../testing/line-figures.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { sonarqubeCoverage } from "./reader.ts";

function read(inner: string): AllRecords {
  return readAll(sonarqubeCoverage, `<coverage version="1">${inner}</coverage>`);
}

function readFile(lines: string): AllRecords {
  return read(`<file path="src/a.js">${lines}</file>`);
}

describe("lines", () => {
  it("ran or did not, and have branches without identity", () => {
    const { files, problems } = readFile(
      '<lineToCover lineNumber="1" covered="true"/><lineToCover lineNumber="2" covered="false" branchesToCover="4" coveredBranches="0"/>' +
        '<lineToCover lineNumber="3" covered="true" branchesToCover="2" coveredBranches="1"/>',
    );
    expect(files[0]!.path).toBe("src/a.js");
    expect(linesOf(files[0]!)).toEqual({ 1: 1, 2: 0, 3: 1 });
    expect(conditionsOf(files[0]!)).toEqual({ 2: "0/4", 3: "1/2" });
    expect(problems).toEqual([]);
  });

  it.each(["", 'covered=""', 'covered="yes"', 'covered="1"'])(
    "that do not say it are not covered, and an error: %j",
    (covered) => {
      const result = readFile(`<lineToCover lineNumber="1" ${covered}/>`);
      expect(linesOf(result.files[0]!)).toEqual({ 1: 0 });
      expect(codesOf(result)).toEqual(["bad-count error"]);
    },
  );

  it.each([
    ['branchesToCover="2" coveredBranches="3"', "0/2"],
    ['coveredBranches="3"', "0/1"],
    ['branchesToCover="2" coveredBranches="-1"', "0/2"],
  ])("with branches that cannot be have none covered, and are an error: %s", (branches, wanted) => {
    const result = readFile(`<lineToCover lineNumber="1" covered="true" ${branches}/>`);
    expect(conditionsOf(result.files[0]!)).toEqual({ 1: wanted });
    expect(codesOf(result)).toEqual(["bad-count error"]);
  });

  it("without a number are counted without a place", () => {
    const result = readFile('<lineToCover lineNumber="0" covered="true" branchesToCover="2"/>');
    expect(linesOf(result.files[0]!)).toEqual({ [-1]: 1 });
    expect(codesOf(result)).toEqual(["bad-position warning"]);
  });

  it("outside a file are an error", () => {
    expect(codesOf(read('<file path="a"/><lineToCover lineNumber="1" covered="true"/>'))).toEqual([
      "malformed error",
    ]);
  });
});

describe("files", () => {
  it("that come twice are one", () => {
    const file = (path: string, covered: boolean): string =>
      `<file path="${path}"><lineToCover lineNumber="1" covered="${covered}"/></file>`;
    const { files } = read(file("a\\b.js", true) + file("a/b.js", false));
    expect(files.map((one) => [one.path, linesOf(one)])).toEqual([["a/b.js", { 1: 1 }]]);
  });

  it("without a path are an error", () => {
    expect(codesOf(read("<file/>"))).toEqual(["missing-field error"]);
  });

  it("that are missing are no coverage data", () => {
    expect(codesOf(read(""))).toEqual(["no-coverage-data error"]);
  });
});

describe("SonarQube's coverage is recognised", () => {
  it.each([
    '<coverage version="1"><file path="a"/></coverage>',
    '<?xml version="1.0"?>\n<!-- x --><coverage version="1">\n  <!-- y -->\n  <file path="a">',
    "<coverage version='1'/>",
    '<coverage version="1"></coverage>',
  ])("in %j", (text) => {
    expect(sonarqubeCoverage.recognises(headOf(text))).toBe(true);
  });

  it.each([
    '<coverage version="1" line-rate="1"><packages/></coverage>',
    '<coverage generated="1" version="1"><project/></coverage>',
    '<coverage version="1"><sources/></coverage>',
    '<testExecutions version="1"><file path="a"/></testExecutions>',
    '<coverage profilerVersion="1.5.8" version="1"/>',
  ])("never in %j", (text) => {
    expect(sonarqubeCoverage.recognises(headOf(text))).toBe(false);
  });
});

// Written by gcovr 5.2.
const whole = `<?xml version='1.0' encoding='UTF-8'?>
<coverage version="1"><file path="lib.cpp"><lineToCover lineNumber="3" covered="true"/><lineToCover lineNumber="4" covered="true" branchesToCover="4" coveredBranches="3"/><lineToCover lineNumber="10" covered="false"/><lineToCover lineNumber="11" covered="false"/></file><file path="lib.h"><lineToCover lineNumber="7" covered="false"/></file></coverage>`;

describeCoverageDamage({
  reader: sonarqubeCoverage,
  files: [Buffer.from(whole)],
  missedIn: (text) =>
    countMissed(
      text,
      /^<file\s/,
      /^<lineToCover\s.*\blineNumber="([1-9]\d{0,8})".*\/>$/,
      (tag) => !/\scovered="false"/.test(tag),
    ),
  mayEnd: (text) => /<\/coverage>\s*$/.test(text),
});
