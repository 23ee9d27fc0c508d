import { describe, expect, it } from "vitest";
import { countMissed, describeCoverageDamage } from "../testing/coverage-damage.ts";
import { codesOf, conditionsOf, functionsOf, linesOf } from "../testing/line-figures.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { clover } from "./reader.ts";

const istanbul = 'generated="1795345002528" clover="3.2.0"';
const openClover = 'generated="1547410716458" clover="4.3.1"';

function read(root: string, inner: string): AllRecords {
  return readAll(
    clover,
    `<?xml version="1.0"?><coverage ${root}><project timestamp="1">${inner}</project></coverage>`,
  );
}

function readFile(root: string, inner: string): AllRecords {
  return read(root, `<file name="a.js" path="src/a.js">${inner}</file>`);
}

function branch(trueCount: number, falseCount: number, count = ' count="1"'): string {
  return `<line num="3" type="cond"${count} truecount="${trueCount}" falsecount="${falseCount}"/>`;
}

describe("the numbers of a branch", () => {
  it.each([
    [2, 0, "2/2"],
    [1, 2, "1/3"],
    [0, 1, "0/1"],
  ])("are arms that ran and did not in istanbul's report: %d, %d", (ran, not, wanted) => {
    const result = readFile(istanbul, branch(ran, not));
    expect(conditionsOf(result.files[0]!)).toEqual({ 3: wanted });
    expect(result.producer).toBe("istanbul");
    expect(result.problems).toEqual([]);
  });

  it.each([
    [2, 0, "1/2"],
    [500, 3, "2/2"],
    [0, 0, "0/2"],
  ])("are how often it was true and false in Clover's report: %d, %d", (trueCount, falseCount, wanted) => {
    const result = readFile(openClover, `<class name="A"/>${branch(trueCount, falseCount, "")}`);
    expect(conditionsOf(result.files[0]!)).toEqual({ 3: wanted });
    expect(linesOf(result.files[0]!)).toEqual({ 3: Math.max(trueCount, falseCount) });
    expect(result.producer).toBe("OpenClover 4.3.1");
    expect(result.problems).toEqual([]);
  });

  it.each([
    ["2", 2, 0, "1/2"],
    ["1, which would be full for Clover", 1, 1, "1/2"],
    ["0", 0, 4, "0/2"],
  ])("of an unknown tool are what covers less: %s", (_what, trueCount, falseCount, wanted) => {
    const result = readFile('generated="1"', branch(trueCount, falseCount));
    expect(conditionsOf(result.files[0]!)).toEqual({ 3: wanted });
    expect(result.producer).toBeUndefined();
    expect(codesOf(result)).toEqual(["missing-field warning"]);
  });

  it("are Clover's where 3.2.0 names classes or methods, which istanbul never does", () => {
    const method = '<line num="1" type="method" signature="f()" count="1"/>';
    for (const mark of ['<class name="A"/>', method]) {
      const result = readFile(istanbul, mark + branch(2, 0));
      expect(conditionsOf(result.files[0]!)).toEqual({ 3: "1/2" });
      expect(result.producer).toBe("Clover 3.2.0");
    }
  });

  it("of several conditions on a line add up", () => {
    const { files } = readFile(openClover, `<class name="A"/>${branch(1, 1)}${branch(5, 0)}`);
    expect(conditionsOf(files[0]!)).toEqual({ 3: "3/4" });
  });

  it("are an error where one is missing or impossible, and then not covered", () => {
    const missing = readFile(istanbul, '<line num="3" count="1" type="cond" truecount="6"/>');
    expect(codesOf(missing)).toEqual(["bad-count error"]);
    const many = readFile(istanbul, branch(9_007_199_254_740_991, 1));
    expect(conditionsOf(many.files[0]!)[3]).toMatch(/^0\//);
    expect(codesOf(many)).toEqual(["bad-count error"]);
  });
});

describe("lines", () => {
  it("are those of statements and conditions; methods are functions", () => {
    const { files, problems } = readFile(
      openClover,
      '<class name="A"/><line num="1" type="method" signature="f(int) : void" count="2"/>' +
        '<line num="2" type="stmt" count="0"/><line num="2" type="stmt" count="3"/><line num="4" type="method" name="g" count="0"/>',
    );
    expect(linesOf(files[0]!)).toEqual({ 2: 3 });
    expect(functionsOf(files[0]!)).toEqual(["f(int) : void@1: 2", "g@4: 0"]);
    expect(problems).toEqual([]);
  });

  it.each(['count="-1"', 'count="x"', 'count="18446744073709551615"', ""])(
    "with the count %j are not covered, and an error",
    (count) => {
      const result = readFile(istanbul, `<line num="1" type="stmt" ${count}/>`);
      expect(linesOf(result.files[0]!)).toEqual({ 1: 0 });
      expect(codesOf(result)).toEqual(["bad-count error"]);
    },
  );

  it("outside a file are an error", () => {
    expect(codesOf(read(istanbul, '<file path="a"/><line num="1" type="stmt" count="1"/>'))).toEqual([
      "malformed error",
    ]);
  });

  it("of an unknown type are statements, and told", () => {
    const result = readFile(istanbul, '<line num="1" type="goto" count="1"/>');
    expect(linesOf(result.files[0]!)).toEqual({ 1: 1 });
    expect(codesOf(result)).toEqual(["unknown-record warning"]);
  });
});

describe("files", () => {
  it("are named by their path, else by their name, whatever stands around them", () => {
    const { files } = read(
      openClover,
      '<file name="/app/src/A.php"/><package name="p"><file name="B.java" path="C:\\t\\B.java"/></package><file path="__proto__"/>',
    );
    expect(files.map(({ path }) => path)).toEqual(["/app/src/A.php", "C:/t/B.java", "__proto__"]);
  });

  it("without both are an error", () => {
    expect(codesOf(read(istanbul, "<file/>"))).toEqual(["missing-field error"]);
  });

  it("of test code are left out, as in Clover's own totals", () => {
    const text = `<coverage ${openClover}><project/><testproject><metrics statements="9"/><package><file path="T"><line num="1" type="stmt" count="1"/></file></package></testproject></coverage>`;
    expect(codesOf(readAll(clover, text))).toEqual(["no-coverage-data error"]);
  });
});

describe("totals", () => {
  const line = '<file path="a"><line num="1" type="stmt" count="1"/></file>';
  const metrics = '<metrics statements="9" coveredstatements="1"/>';

  it("of istanbul that are larger than its lines are an error", () => {
    expect(codesOf(read(istanbul, metrics + line))).toEqual(["declared-totals-differ error"]);
  });

  it("of other tools are a warning, wherever they stand", () => {
    expect(codesOf(read('generated="1"', line + metrics))).toEqual(["declared-totals-differ warning"]);
  });

  it("of files and packages are not those of the project", () => {
    const inner = `<package><metrics statements="7"/>${line}</package>`;
    expect(codesOf(read(istanbul, inner))).toEqual([]);
  });
});

describe("Clover is recognised", () => {
  it.each([
    ["signed", `<?xml version="1.0"?><coverage ${istanbul}>`],
    ["without a version", '<coverage generated="1"><project timestamp="1">'],
    ["by what it holds", "<!-- x --><coverage>\n<project>"],
  ])("%s", (_how, text) => {
    expect(clover.recognises(headOf(text))).toBe(true);
  });

  it.each([
    ["Cobertura", '<coverage line-rate="1" version="1"><packages/></coverage>'],
    ["Cobertura with a date", '<coverage generated="1" lines-valid="3"><packages/></coverage>'],
    ["Cobertura without rates", '<coverage generated="1"><packages/></coverage>'],
    ["SonarQube's", '<coverage version="1"><file path="a"/></coverage>'],
    ["a project of a build tool", "<project><coverage/></project>"],
  ])("never in %s", (_what, text) => {
    expect(clover.recognises(headOf(text))).toBe(false);
  });
});

// Written by nyc 18 and PHPUnit 9.6, paths shortened.
const nyc = `<?xml version="1.0" encoding="UTF-8"?>
<coverage generated="1795345000000" clover="3.2.0">
  <project timestamp="1795345000000" name="All files">
    <metrics statements="4" coveredstatements="3" conditionals="3" coveredconditionals="2" methods="1" coveredmethods="1" elements="8" coveredelements="6" complexity="0" loc="4" ncloc="4" packages="1" files="2" classes="2"/>
    <file name="a.js" path="src/a.js">
      <metrics statements="2" coveredstatements="2" conditionals="2" coveredconditionals="2" methods="1" coveredmethods="1"/>
      <line num="1" count="7" type="cond" truecount="2" falsecount="0"/>
      <line num="2" count="2" type="stmt"/>
    </file>
    <file name="b.js" path="src/b.js">
      <metrics statements="2" coveredstatements="1" conditionals="1" coveredconditionals="0" methods="0" coveredmethods="0"/>
      <line num="3" count="1" type="cond" truecount="0" falsecount="1"/>
      <line num="4" count="0" type="stmt"/>
    </file>
  </project>
</coverage>
`;
const phpunit = `<?xml version="1.0" encoding="UTF-8"?>
<coverage generated="1795345673">
  <project timestamp="1795345673">
    <file name="/app/src/Money.php">
      <line num="4" type="method" name="__construct" visibility="public" complexity="1" crap="1" count="2"/>
      <line num="6" type="stmt" count="2"/>
      <line num="7" type="stmt" count="0"/>
      <line num="13" type="stmt" count="0"/>
    </file>
  </project>
</coverage>
`;

describeCoverageDamage({
  reader: clover,
  files: [Buffer.from(phpunit), Buffer.from(nyc.replace('<file name="a.js"', '<file name="b.js"'))],
  missedIn: (text) =>
    countMissed(
      text,
      /^<file\s/,
      /^<line\s.*\bnum="([1-9]\d{0,8})"(?=.*\btype="(?:stmt|cond)").*\/>$/,
      (tag) => !/\scount="0"/.test(tag),
    ),
  mayEnd: (text) => /<\/coverage>\s*$/.test(text),
});
