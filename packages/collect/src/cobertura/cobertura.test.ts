import { describe, expect, it } from "vitest";
import type { RawFileCoverage } from "../reader.ts";
import { type AllRecords, readAll } from "../testing/read-all.ts";
import { cobertura } from "./reader.ts";

function read(text: string): AllRecords {
  return readAll(cobertura, text);
}

/** A report with one class of `a.py`. */
function readClass(inner: string): AllRecords {
  return read(reportOf(`<class name="a" filename="a.py">${inner}</class>`));
}

function reportOf(classes: string, root = "", sources = ""): string {
  return `<?xml version="1.0"?><coverage line-rate="1" ${root}>${sources}<packages><package name="p"><classes>${classes}</classes></package></packages></coverage>`;
}

function linesOf({ map, counts }: RawFileCoverage): Record<number, number> {
  const lines: Record<number, number> = {};
  for (let i = 0; i < map.statements.length / 4; i++) lines[map.statements[i * 4]!] = counts[i]!;
  return lines;
}

function functionsOf({ map, counts }: RawFileCoverage): readonly string[] {
  return map.functions.map(
    ({ name, line }, i) => `${name}@${line}: ${counts[map.statements.length / 4 + i]}`,
  );
}

/** Line: covered/total. */
function conditionsOf({ map, counts }: RawFileCoverage): Record<number, string> {
  const first = counts.length - map.conditions.length / 2;
  const conditions: Record<number, string> = {};
  for (let i = 0; i < map.conditions.length / 2; i++)
    conditions[map.conditions[i * 2]!] = `${counts[first + i]}/${map.conditions[i * 2 + 1]}`;
  return conditions;
}

function codesOf({ problems }: AllRecords): readonly string[] {
  return problems.map(({ code, severity }) => `${code} ${severity}`);
}

describe("lines", () => {
  it("keep their hits", () => {
    const { files, problems } = readClass(
      '<lines><line number="1" hits="3"/><line number="4" hits="0"/></lines>',
    );
    expect(files).toMatchObject([{ path: "a.py", map: { precision: "lines" } }]);
    expect(linesOf(files[0]!)).toEqual({ 1: 3, 4: 0 });
    expect(problems).toEqual([]);
  });

  it("of several classes of a file take the larger count", () => {
    const { files } = read(
      reportOf(
        '<class filename="src\\a.cs"><lines><line number="1" hits="0"/><line number="2" hits="3"/></lines></class>' +
          '<class filename="src/a.cs"><lines><line number="2" hits="0"/><line number="3" hits="1"/></lines></class>',
      ),
    );
    expect(files.map(({ path }) => path)).toEqual(["src/a.cs"]);
    expect(linesOf(files[0]!)).toEqual({ 1: 0, 2: 3, 3: 1 });
  });

  it("of methods repeat those of their class", () => {
    const { files } = readClass(
      '<methods><method name="f"><lines><line number="2" hits="9"/></lines></method></methods>' +
        '<lines><line number="2" hits="4"/><line number="3" hits="0"/></lines>',
    );
    expect(linesOf(files[0]!)).toEqual({ 2: 4, 3: 0 });
    expect(functionsOf(files[0]!)).toEqual(["f@2: 9"]);
  });

  it("of methods count where a class has none of its own", () => {
    const { files } = readClass(
      '<methods><method name="f"><lines><line number="2" hits="9"/></lines></method></methods><lines/>',
    );
    expect(linesOf(files[0]!)).toEqual({ 2: 9 });
  });

  it.each([
    ["1.0", 1],
    ["0.5", 1],
    ["1e3", 1_000],
    ["9007199254740999", Number.MAX_SAFE_INTEGER],
  ])("with %s hits are read", (hits, wanted) => {
    const { files, problems } = readClass(`<lines><line number="1" hits="${hits}"/></lines>`);
    expect(linesOf(files[0]!)).toEqual({ 1: wanted });
    expect(problems).toEqual([]);
  });

  it.each(['hits="-2"', 'hits="many"', 'hits=""', "", 'hits="NaN"', 'hits="18446744073709551615"'])(
    "with the count %j are found, not covered, and a problem",
    (hits) => {
      const result = readClass(`<lines><line number="1" ${hits}/></lines>`);
      expect(linesOf(result.files[0]!)).toEqual({ 1: 0 });
      expect(codesOf(result)).toEqual(["bad-count error"]);
    },
  );

  it("without a number are counted without a place", () => {
    const result = readClass('<lines><line number="0" hits="1"/></lines>');
    expect(linesOf(result.files[0]!)).toEqual({ [-1]: 1 });
    expect(codesOf(result)).toEqual(["bad-position warning"]);
  });
});

describe("conditions", () => {
  it("are anonymous pairs, whatever `branch` says", () => {
    const { files } = readClass(
      '<lines><line number="1" hits="1" branch="True" condition-coverage="50% (1/2)" missing-branches="exit,60"/>' +
        '<line number="2" hits="1" branch="false" condition-coverage="100% ( 4 / 4 )"/>' +
        '<line number="3" hits="0" condition-coverage="0% (0/0)"/></lines>',
    );
    expect(conditionsOf(files[0]!)).toEqual({ 1: "1/2", 2: "4/4" });
    expect(files[0]!.map.branches).toEqual([]);
  });

  it("of one line take the larger total, then the larger part", () => {
    const { files } = read(
      reportOf(
        ["1/1", "0/2", "1/2"]
          .map(
            (pair) =>
              `<class filename="a"><lines><line number="1" hits="1" condition-coverage="(${pair})"/></lines></class>`,
          )
          .join(""),
      ),
    );
    expect(conditionsOf(files[0]!)).toEqual({ 1: "1/2" });
  });

  it.each([
    ["-50% (-1/2)", "0/2"],
    ["150% (3/2)", "0/2"],
    ["(1.5/2)", "0/2"],
    ["(-1/-2)", "0/2"],
  ])("that cannot be are found and not covered: %s", (text, wanted) => {
    const result = readClass(`<lines><line number="1" hits="1" condition-coverage="${text}"/></lines>`);
    expect(conditionsOf(result.files[0]!)).toEqual({ 1: wanted });
    expect(codesOf(result)).toEqual(["bad-count error"]);
  });

  it.each(['branch="true"', 'branch="True" condition-coverage="50%"'])(
    "that are not counted in the file are told: %s",
    (attributes) => {
      const result = readClass(`<lines><line number="1" hits="1" ${attributes}/></lines>`);
      expect(conditionsOf(result.files[0]!)).toEqual({});
      expect(codesOf(result)).toEqual(["missing-field warning"]);
    },
  );

  it("in condition elements are not arms", () => {
    const { files, problems } = readClass(
      '<lines><line number="1" hits="1" condition-coverage="75% (3/4)"><conditions><condition number="0" type="jump" coverage="50%"/></conditions></line></lines>',
    );
    expect(conditionsOf(files[0]!)).toEqual({ 1: "3/4" });
    expect(problems).toEqual([]);
  });
});

describe("functions", () => {
  it("have their own count or that of their most frequent line, and begin at the first", () => {
    const { files } = readClass(
      '<methods><method name="f" hits="0"><lines><line number="1" hits="7"/></lines></method>' +
        '<method name="&lt;init&gt;"><lines><line number="9" hits="2"/><line number="8" hits="5"/></lines></method>' +
        '<method name="empty"><lines/></method></methods>',
    );
    expect(functionsOf(files[0]!)).toEqual(["f@1: 0", "<init>@8: 5"]);
  });

  it("that repeat in another class take the larger count", () => {
    const method = (hits: number): string =>
      `<class filename="a"><methods><method name="f"><lines><line number="1" hits="${hits}"/></lines></method></methods></class>`;
    expect(functionsOf(read(reportOf(method(1) + method(4) + method(0))).files[0]!)).toEqual(["f@1: 4"]);
  });
});

describe("paths", () => {
  const paths = (filename: string, ...sources: readonly string[]): readonly string[] => {
    const list = sources.map((source) => `<source>${source}</source>`).join("");
    return read(reportOf(`<class filename="${filename}"/>`, "", `<sources>${list}</sources>`)).files.map(
      ({ path }) => path,
    );
  };

  it.each([
    ["src/a.ts", ["/home/ci/build"], "/home/ci/build/src/a.ts"],
    ["a.ts", ["/home/ci/build/"], "/home/ci/build/a.ts"],
    ["test/A.java", ["--dummy", "C:/temp"], "C:/temp/test/A.java"],
    ["test\\A.cs", ["C:\\temp\\"], "C:/temp/test/A.cs"],
    ["a.py", ["src/shop"], "src/shop/a.py"],
    ["src/shop/a.py", ["src/shop"], "src/shop/a.py"],
    ["a.py", ["\n  /code/samplediff \n"], "/code/samplediff/a.py"],
    ["src/a.js", ["."], "src/a.js"],
    ["src/a.js", ["./"], "src/a.js"],
    ["src/a.js", [], "src/a.js"],
    ["a.py", ["/one", "/two"], "a.py"],
    ["a.py", ["/one", "/one"], "/one/a.py"],
    ["/elsewhere/a.py", ["/one"], "/elsewhere/a.py"],
    ["C:\\temp\\a.cs", ["/one"], "C:/temp/a.cs"],
  ])("of %j below %j are %s", (filename, sources, wanted) => {
    expect(paths(filename, ...sources)).toEqual([wanted]);
  });

  it("may be like a prototype's", () => {
    expect(paths("__proto__")).toEqual(["__proto__"]);
  });

  it("that are missing are an error", () => {
    const result = read(reportOf('<class name="a"><lines><line number="1" hits="1"/></lines></class>'));
    expect(codesOf(result)).toEqual(["missing-field error"]);
  });
});

describe("a report", () => {
  it("names its producer where it says so", () => {
    expect(read('<coverage line-rate="1" version="gcovr 8.6+main"/>').producer).toBe("gcovr 8.6+main");
    expect(
      read(
        '<coverage line-rate="1" version="7.6.1"><!-- Generated by coverage.py: https://coverage.readthedocs.io --></coverage>',
      ).producer,
    ).toBe("coverage.py 7.6.1");
    expect(read('<coverage line-rate="1" version="0.1"/>').producer).toBeUndefined();
  });

  it("whose totals differ from its lines says so", () => {
    const text = reportOf(
      '<class filename="a"><lines><line number="1" hits="1" condition-coverage="(1/2)"/></lines></class>',
      'lines-valid="1" lines-covered="1" branches-valid="24" branches-covered="16"',
    );
    expect(read(text).problems).toMatchObject([
      {
        code: "declared-totals-differ",
        severity: "warning",
        message:
          '2 totals differ from what the lines say; what they say is counted. The first is branches-valid="24", where 2 are counted.',
      },
    ]);
  });

  it("without a class is no coverage data", () => {
    expect(codesOf(read('<coverage line-rate="1" lines-valid="0"><packages/></coverage>'))).toEqual([
      "no-coverage-data error",
    ]);
  });

  it("that is cut keeps what was read, and its totals are not compared", () => {
    const text = reportOf(
      '<class filename="a"><lines><line number="1" hits="1"/><line number="2" hits="1"/></lines></class>',
      'lines-valid="2"',
    );
    const result = read(text.slice(0, text.indexOf('<line number="2"') + 12));
    expect(linesOf(result.files[0]!)).toEqual({ 1: 1 });
    expect(codesOf(result)).toEqual(["truncated error"]);
  });

  it("never fetches or expands what its document type names", () => {
    const result = read(
      `<?xml version="1.0"?><!DOCTYPE coverage SYSTEM "http://localhost:1/coverage-04.dtd" [<!ENTITY f SYSTEM "file:///etc/passwd">]>${reportOf('<class filename="&f;"><lines><line number="1" hits="1"/></lines></class>').slice(21)}`,
    );
    expect(result.files.map(({ path }) => path)).toEqual(["&f;"]);
    expect(codesOf(result)).toContain("entity-refused error");
  });

  it("with an element that is not known says so", () => {
    expect(codesOf(readClass('<clazz/><lines><line number="1" hits="1"/></lines>'))).toEqual([
      "unknown-record warning",
    ]);
  });

  it("with a line outside any class says so", () => {
    expect(codesOf(read(`${reportOf('<class filename="a"/><line number="1" hits="0"/>')}`))).toEqual([
      "malformed error",
    ]);
  });

  it("in UTF-16, with a byte order mark and in small pieces reads the same", () => {
    const text = reportOf('<class filename="größe.py"><lines><line number="1" hits="1"/></lines></class>');
    const { files } = read(text);
    expect(readAll(cobertura, Buffer.from(`\ufeff${text}`, "utf16le"), 3).files).toEqual(files);
    expect(readAll(cobertura, `\ufeff${text}`, 1).files).toEqual(files);
  });
});
