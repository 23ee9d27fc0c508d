import { notMeasured } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { recognise } from "../src/recognise.ts";
import { type AllRecords, headOf, readAll } from "../src/testing/read-all.ts";

/*
 * Numbers that no count can be, names that are no names, and reports that end before they are complete, in every
 * coverage format: a problem and the lower count, never a hit, and no memory for what a number claims.
 */

/** A report of one file with two lines; `COUNT` are the hits of the first, `NAME` the file. */
const reports: Readonly<Record<string, string>> = {
  clover:
    '<?xml version="1.0"?><coverage generated="1" clover="4.4.1"><project timestamp="1"><file path="NAME"><line num="1" type="stmt" count="COUNT"/><line num="2" type="stmt" count="0"/></file></project></coverage>',
  cobertura:
    '<?xml version="1.0"?><coverage line-rate="0" version="1"><packages><package name="p"><classes><class name="c" filename="NAME"><methods/><lines><line number="1" hits="COUNT"/><line number="2" hits="0"/></lines></class></classes></package></packages></coverage>',
  "codecov-json": '{"coverage":{"NAME":{"1":COUNT,"2":0}}}',
  "coveralls-json": '{"source_files":[{"name":"NAME","coverage":[COUNT,0]}]}',
  "gcov-json":
    '{"format_version":"1","gcc_version":"12","files":[{"file":"NAME","functions":[],"lines":[{"line_number":1,"count":COUNT,"branches":[]},{"line_number":2,"count":0,"branches":[]}]}]}',
  "gcovr-json":
    '{"gcovr/format_version":"0.6","files":[{"file":"NAME","functions":[],"lines":[{"line_number":1,"count":COUNT,"branches":[]},{"line_number":2,"count":0,"branches":[]}]}]}',
  "go-coverprofile": "mode: count\nNAME.go:1.1,1.9 1 COUNT\nNAME.go:2.1,2.9 1 0\n",
  "istanbul-json":
    '{"NAME":{"path":"NAME","statementMap":{"0":{"start":{"line":1,"column":0},"end":{"line":1,"column":9}},"1":{"start":{"line":2,"column":0},"end":{"line":2,"column":9}}},"fnMap":{},"branchMap":{},"s":{"0":COUNT,"1":0},"f":{},"b":{}}}',
  jacoco:
    '<?xml version="1.0"?><report name="r"><package name=""><sourcefile name="NAME"><line nr="1" mi="0" ci="COUNT" mb="0" cb="0"/><line nr="2" mi="1" ci="0" mb="0" cb="0"/></sourcefile></package></report>',
  lcov: "TN:\nSF:NAME\nDA:1,COUNT\nDA:2,0\nend_of_record\n",
  "llvm-cov-json":
    '{"data":[{"files":[{"filename":"NAME","segments":[[1,1,COUNT,true,true,false],[1,9,0,false,false,false],[2,1,0,true,true,false],[2,9,0,false,false,false]]}]}],"type":"llvm.coverage.json.export","version":"2.0.1"}',
  opencover:
    '<?xml version="1.0"?><CoverageSession><Modules><Module><Files><File uid="1" fullPath="NAME"/></Files><Classes><Class><Methods><Method><FileRef uid="1"/><SequencePoints><SequencePoint vc="COUNT" sl="1" sc="1" el="1" ec="9" fileid="1"/><SequencePoint vc="0" sl="2" sc="1" el="2" ec="9" fileid="1"/></SequencePoints></Method></Methods></Class></Classes></Module></Modules></CoverageSession>',
  simplecov: '{"RSpec":{"coverage":{"NAME":{"lines":[COUNT,0]}},"timestamp":1}}',
};

/** What has booleans in place of counts, or lists of lines. */
const withoutCounts: Readonly<Record<string, string>> = {
  "coveragepy-json":
    '{"meta":{"version":"7.0"},"files":{"NAME":{"executed_lines":[1],"missing_lines":[2],"excluded_lines":[]}},"totals":{}}',
  "sonarqube-coverage":
    '<coverage version="1"><file path="NAME"><lineToCover lineNumber="1" covered="true"/><lineToCover lineNumber="2" covered="false"/></file></coverage>',
};

const all = Object.entries({ ...reports, ...withoutCounts });
const counted = Object.entries(reports).map(([format, text]) => ({ format, text }));

function read(format: string, text: string): AllRecords {
  const found = recognise(headOf(text, "coverage/report"));
  if (!("reader" in found)) throw new Error(`${format}: ${found.problem.message}`);
  expect(found.reader.id).toBe(format);
  return readAll(found.reader, text, 65_536, "coverage/report");
}

function filled(text: string, count: string, name = "src/a.x"): string {
  return text.replaceAll("COUNT", count).replaceAll("NAME", name);
}

const isError = ({ problems }: AllRecords): boolean => problems.some(({ severity }) => severity === "error");

describe.each(counted)("a count of $format", ({ format, text }) => {
  test("is read", () => {
    const { files, problems } = read(format, filled(text, "3"));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(files[0]!.counts[0]).toBeGreaterThan(0);
    expect(files[0]!.counts[1]).toBe(0);
  });

  test.each(["-1", "NaN", "Infinity", "1e999", "18446744073709551615", '"x"', ""])(
    "%j is an error and no hit",
    (count) => {
      const quoted = text.includes('"COUNT"') ? count.replaceAll('"', "&quot;") : count;
      const report = read(format, filled(text, quoted));
      expect(isError(report), JSON.stringify(report.problems)).toBe(true);
      for (const { counts } of report.files)
        for (const hits of counts) expect(hits === 0 || hits === notMeasured).toBe(true);
    },
  );

  test("of more than 2^53 saturates", () => {
    const { files } = read(format, filled(text, "9007199254740993"));
    expect(files[0]!.counts[0]).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
    expect(files[0]!.counts[0]).toBeGreaterThan(0);
  });
});

describe.each(all.map(([format, text]) => ({ format, text })))("a report of $format", ({ format, text }) => {
  test.each(["__proto__", "constructor", "../../../etc/passwd", "C:\\windows\\win.ini", "a b;c,d"])(
    "takes %j for a name",
    (name) => {
      const escaped = text.startsWith("{") ? JSON.stringify(name).slice(1, -1) : name;
      const { files } = read(format, filled(text, "1", escaped));
      // XML formats of Windows' tools have `/` already; Go's names end in `.go`.
      const names = files.map(({ path }) => path.replaceAll("\\", "/").replace(/\.go$/, ""));
      expect(names).toEqual([name.replaceAll("\\", "/")]);
    },
  );

  test("that is cut is an error at every length", () => {
    const whole = filled(text, "1");
    for (let length = Math.ceil(whole.length * 0.7); length < whole.trimEnd().length; length++) {
      const cut = whole.slice(0, length);
      if (/\n$/.test(cut) && format === "go-coverprofile") continue; // a cut between lines leaves no trace
      const found = recognise(headOf(cut, "coverage/report"));
      if (!("reader" in found)) continue;
      const report = readAll(found.reader, cut, 65_536, "coverage/report");
      expect(isError(report), `${length}: ${cut.slice(-30)}`).toBe(true);
    }
  });

  test.each(["4294967296", "999999999999", "-4", "0"])("does not believe in the line %s", (line) => {
    const start = process.memoryUsage().heapUsed;
    const changed = filled(text, "1").replace(
      /((?:num|number|nr|sl|lineNumber)="|DA:|"line(?:_number)?":|:)1(?=[",.}])/,
      `$1${line}`,
    );
    const found = recognise(headOf(changed, "coverage/report"));
    if (!("reader" in found)) return;
    const { files } = readAll(found.reader, changed, 65_536, "coverage/report");
    for (const { counts } of files) expect(counts.length).toBeLessThan(1_000);
    expect(process.memoryUsage().heapUsed - start).toBeLessThan(100_000_000);
  });
});
