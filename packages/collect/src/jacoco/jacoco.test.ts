import { describe, expect, it } from "vitest";
import { countMissed, describeCoverageDamage } from "../testing/coverage-damage.ts";
import { codesOf, conditionsOf, functionsOf, linesOf } from "../testing/line-figures.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { jacoco } from "./reader.ts";

function read(inner: string): AllRecords {
  return readAll(jacoco, `<?xml version="1.0"?><report name="x">${inner}</report>`);
}

function readFile(lines: string, classes = ""): AllRecords {
  return read(`<package name="p">${classes}<sourcefile name="A.java">${lines}</sourcefile></package>`);
}

function methodOf(name: string, covered: number, line = ' line="3"', desc = "()V"): string {
  return `<method name="${name}" desc="${desc}"${line}><counter type="INSTRUCTION" missed="1" covered="${covered}"/><counter type="METHOD" missed="${1 - covered}" covered="${covered}"/></method>`;
}

describe("lines", () => {
  it("ran when an instruction of theirs ran; how many did is not kept", () => {
    const { files, problems } = readFile(
      '<line nr="1" mi="0" ci="6" mb="0" cb="0"/><line nr="2" mi="4" ci="1" mb="0" cb="0"/><line nr="3" mi="9" ci="0"/>',
    );
    expect(linesOf(files[0]!)).toEqual({ 1: 1, 2: 1, 3: 0 });
    expect(files[0]!.path).toBe("p/A.java");
    expect(problems).toEqual([]);
  });

  it("that do not say it are not covered, and an error", () => {
    const result = readFile('<line nr="1"/><line nr="2" mb="1" cb="1"/>');
    expect(linesOf(result.files[0]!)).toEqual({ 1: 0, 2: 0 });
    expect(conditionsOf(result.files[0]!)).toEqual({ 2: "1/2" });
    expect(codesOf(result)).toEqual(["missing-field error"]);
  });

  it("that repeat are one, and the line 0 has no place", () => {
    const result = readFile('<line nr="5" ci="0"/><line nr="5" ci="2"/><line nr="0" ci="0" mb="1" cb="1"/>');
    expect(linesOf(result.files[0]!)).toEqual({ 5: 1, [-1]: 0 });
    expect(conditionsOf(result.files[0]!)).toEqual({});
    expect(codesOf(result)).toEqual(["bad-position warning"]);
  });

  it.each(['ci="-1"', 'ci="x"', 'ci="1" mi="NaN"', 'ci="1" cb="1,5"'])(
    "with numbers that are none are an error: %s",
    (counts) => {
      expect(codesOf(readFile(`<line nr="1" ${counts}/>`))).toEqual(["bad-count error"]);
    },
  );

  it("with more branches than can be are an error, and none is covered", () => {
    const result = readFile('<line nr="1" ci="1" mb="1" cb="9007199254740991"/>');
    expect(conditionsOf(result.files[0]!)[1]).toMatch(/^0\//);
    expect(codesOf(result)).toEqual(["bad-count error"]);
  });

  it("outside a source file are an error", () => {
    expect(codesOf(read('<package name="p"><line nr="1" ci="1"/></package>'))).toContain("malformed error");
  });
});

describe("methods", () => {
  it("are functions of the source file that their class names", () => {
    const { files, problems } = readFile(
      '<line nr="3" ci="1"/>',
      `<class name="p/A$B" sourcefilename="A.java">${methodOf("f", 1)}${methodOf("g", 0, "")}</class>`,
    );
    expect(functionsOf(files[0]!)).toEqual(["A$B.g()V@-1: 0", "A$B.f()V@3: 1"]);
    expect(problems).toEqual([]);
  });

  it("that are overloads on one line stay apart", () => {
    const { files } = readFile(
      '<line nr="3" ci="1"/>',
      `<class name="p/A" sourcefilename="A.java">${methodOf("f", 1)}${methodOf("f", 0, ' line="3"', "(I)V")}</class>`,
    );
    expect(functionsOf(files[0]!)).toEqual(["A.f()V@3: 1", "A.f(I)V@3: 0"]);
  });

  it("of a class that names no file belong to the file of its name", () => {
    const classes = ["p/A", "p/A$B$1"].map((name) => `<class name="${name}">${methodOf("f", 1)}</class>`);
    const { files, problems } = readFile('<line nr="3" ci="1"/>', classes.join(""));
    expect(functionsOf(files[0]!)).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it("of a class without a file are told", () => {
    const result = readFile('<line nr="3" ci="1"/>', `<class name="p/Other">${methodOf("f", 0)}</class>`);
    expect(functionsOf(result.files[0]!)).toEqual([]);
    expect(codesOf(result)).toEqual(["missing-field warning"]);
  });

  it("without a counter of their own are not covered, and an error", () => {
    const result = readFile(
      '<line nr="3" ci="1"/>',
      '<class name="p/A"><method name="f" desc="()V" line="3"><counter type="LINE" missed="0" covered="1"/></method></class>',
    );
    expect(functionsOf(result.files[0]!)).toEqual(["A.f()V@3: 0"]);
    expect(codesOf(result)).toEqual(["missing-field error"]);
  });
});

describe("files", () => {
  const inGroup = (group: string, name: string, ci: number): string =>
    `<group name="${group}"><package name="p"><sourcefile name="${name}"><line nr="1" ci="${ci}"/></sourcefile></package></group>`;

  it("are named by package and name", () => {
    const { files } = read(
      `${inGroup("g", "A.java", 1)}<package name=""><sourcefile name="B.java"/></package>`,
    );
    expect(files.map(({ path }) => path)).toEqual(["p/A.java", "B.java"]);
  });

  it("of one name in two groups are two, named by their groups", () => {
    const { files } = read(
      `<group name="all">${inGroup("g1", "A.java", 1)}${inGroup("g2", "A.java", 0)}${inGroup("g2", "B.java", 0)}</group>`,
    );
    expect(files.map((file) => [file.path, linesOf(file)])).toEqual([
      ["all/g1/p/A.java", { 1: 1 }],
      ["all/g2/p/A.java", { 1: 0 }],
      ["p/B.java", { 1: 0 }],
    ]);
  });

  it("of a group that comes twice are one", () => {
    const { files } = read(inGroup("g", "A.java", 0) + inGroup("g", "A.java", 3));
    expect(files.map((file) => [file.path, linesOf(file)])).toEqual([["p/A.java", { 1: 1 }]]);
  });

  it("without a name are an error", () => {
    expect(
      codesOf(read('<package name="p"><sourcefile><line nr="1" ci="1"/></sourcefile></package>')),
    ).toEqual(["missing-field error"]);
  });

  it("that are missing are no coverage data", () => {
    expect(codesOf(read(""))).toEqual(["no-coverage-data error"]);
  });
});

describe("counters", () => {
  const file =
    '<package name="p"><sourcefile name="A"><line nr="1" ci="1"/><counter type="LINE" missed="7" covered="7"/></sourcefile></package>';
  const session = '<sessioninfo id="a" start="1" dump="2"/>';

  it("repeat the lines and are not added", () => {
    const result = read(`${session}${file}<counter type="LINE" missed="0" covered="1"/>`);
    expect(linesOf(result.files[0]!)).toEqual({ 1: 1 });
    expect(result.problems).toEqual([]);
  });

  it("of JaCoCo that are larger than the lines are an error", () => {
    expect(codesOf(read(`${session}${file}<counter type="LINE" missed="1" covered="1"/>`))).toEqual([
      "declared-totals-differ error",
    ]);
  });

  it("of others, and of branches, are a warning", () => {
    expect(codesOf(read(`${file}<counter type="LINE" missed="1" covered="1"/>`))).toEqual([
      "declared-totals-differ warning",
    ]);
    expect(codesOf(read(`${session}${file}<counter type="BRANCH" missed="1" covered="1"/>`))).toEqual([
      "declared-totals-differ warning",
    ]);
  });
});

describe("JaCoCo is recognised", () => {
  it.each([
    [
      "by its document type",
      '<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="x"/>',
    ],
    ["by its sessions", '<report name="x"><sessioninfo id="a"/>'],
    ["by its packages", '<?xml version="1.0"?>\n<report name="Kover">\n<package name="p">'],
  ])("%s", (_how, text) => {
    expect(jacoco.recognises(headOf(text))).toBe(true);
  });

  it.each([
    ["another report", '<report name="x"><entry/></report>'],
    ["Cobertura", '<coverage line-rate="1"><packages/></coverage>'],
  ])("never in %s", (_what, text) => {
    expect(jacoco.recognises(headOf(text))).toBe(false);
  });
});

// Written by JaCoCo 0.8.6 and cut to one class.
const whole = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="demo"><sessioninfo id="vm-30ff20ac" start="1795345726165" dump="1795345727527"/><group name="g1"><package name="p"><class name="p/Box" sourcefilename="Box.java"><method name="f" desc="(I)I" line="6"><counter type="INSTRUCTION" missed="4" covered="4"/><counter type="BRANCH" missed="2" covered="1"/><counter type="LINE" missed="0" covered="1"/><counter type="METHOD" missed="0" covered="1"/></method><method name="unused" desc="()I" line="7"><counter type="INSTRUCTION" missed="13" covered="0"/><counter type="LINE" missed="1" covered="0"/><counter type="METHOD" missed="1" covered="0"/></method></class><sourcefile name="Box.java"><line nr="6" mi="4" ci="4" mb="2" cb="1"/><line nr="7" mi="13" ci="0" mb="0" cb="0"/><line nr="8" mi="10" ci="0" mb="0" cb="0"/><counter type="LINE" missed="2" covered="1"/></sourcefile></package></group><counter type="INSTRUCTION" missed="27" covered="4"/><counter type="BRANCH" missed="2" covered="1"/><counter type="LINE" missed="2" covered="1"/><counter type="METHOD" missed="1" covered="1"/></report>`;

describeCoverageDamage({
  reader: jacoco,
  files: [Buffer.from(whole)],
  missedIn: (text) =>
    countMissed(
      text,
      /^<sourcefile\s/,
      /^<line\s.*\bnr="([1-9]\d{0,8})".*\/>$/,
      (tag) => !/\sci="0"/.test(tag),
    ),
  mayEnd: (text) => /<\/report>\s*$/.test(text),
});
