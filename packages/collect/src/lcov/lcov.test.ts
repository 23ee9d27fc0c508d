import { type BranchEntity, branchEntities, type FunctionEntity, functionEntities } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import type { RawFileCoverage } from "../reader.ts";
import { type AllRecords, readAll } from "../testing/read-all.ts";
import { lcov } from "./reader.ts";

function read(text: string): AllRecords {
  return readAll(lcov, text);
}

/** One file `a.c` with the given records. */
function readRecords(...records: readonly string[]): AllRecords {
  return read(["TN:", "SF:a.c", ...records, "end_of_record", ""].join("\n"));
}

function linesOf({ map, counts }: RawFileCoverage): Record<number, number> {
  const lines: Record<number, number> = {};
  for (let i = 0; i < map.statements.length / 4; i++) lines[map.statements[i * 4]!] = counts[i]!;
  return lines;
}

function functionsOf({ map, counts }: RawFileCoverage): readonly (FunctionEntity & { hits: number })[] {
  return functionEntities(map).map((entity, i) => ({
    ...entity,
    hits: counts[map.statements.length / 4 + i]!,
  }));
}

function branchesOf({ map, counts }: RawFileCoverage): readonly { line: number; taken: number[] }[] {
  let next = map.statements.length / 4 + map.functions.names.length;
  return branchEntities(map).map(({ line, arms }: BranchEntity) => {
    const taken = Array.from(counts.subarray(next, next + arms.length / 2));
    next += arms.length / 2;
    return { line, taken };
  });
}

function codesOf({ problems }: AllRecords): readonly string[] {
  return problems.map(({ code, severity }) => `${code} ${severity}`);
}

describe("lines", () => {
  it("keep their hits", () => {
    const { files, problems } = readRecords("DA:1,3", "DA:2,0", "LF:2", "LH:1");
    expect(linesOf(files[0]!)).toEqual({ 1: 3, 2: 0 });
    expect(files[0]!.map.precision).toBe("lines");
    expect(problems).toEqual([]);
  });

  it("that repeat inside a record add", () => {
    expect(linesOf(readRecords("DA:5,2", "DA:3,1", "DA:5,4").files[0]!)).toEqual({ 3: 1, 5: 6 });
  });

  it("saturate", () => {
    expect(linesOf(readRecords("DA:1,9007199254740991", "DA:1,9").files[0]!)).toEqual({
      1: Number.MAX_SAFE_INTEGER,
    });
  });

  it("may carry a checksum", () => {
    const { files, problems } = readRecords("DA:1,1,mUDsnWRiqW9R9nTILGKIZg", "DA:2,2,a+b/c==", "DA:3,1,x,y");
    expect(linesOf(files[0]!)).toEqual({ 1: 1, 2: 2, 3: 1 });
    expect(problems).toEqual([]);
  });

  it("are counted with powers of ten and fractions", () => {
    expect(linesOf(readRecords("DA:1,1.5e+10", "DA:2,0.5").files[0]!)).toEqual({ 1: 15_000_000_000, 2: 1 });
  });

  it.each(["-4", "=====", "#####", "NaN", "18446744073709551615"])(
    "with %s hits are found, not covered, and a problem",
    (hits) => {
      const result = readRecords("DA:1,1", `DA:2,${hits}`);
      expect(linesOf(result.files[0]!)).toEqual({ 1: 1, 2: 0 });
      expect(codesOf(result)).toEqual(["bad-count error"]);
      expect(result.problems[0]!.line).toBe(4);
    },
  );

  it("0 is counted without a place", () => {
    const result = readRecords("DA:0,2", "DA:3,1");
    expect(linesOf(result.files[0]!)).toEqual({ [-1]: 2, 3: 1 });
    expect(codesOf(result)).toEqual(["bad-position warning"]);
  });
});

describe("functions", () => {
  it("pair by name, wherever their counts stand", () => {
    const { files } = readRecords("FNDA:7,b", "FN:1,a", "FN:5,b", "FNDA:0,a");
    expect(functionsOf(files[0]!)).toMatchObject([
      { name: "a", line: 1, hits: 0 },
      { name: "b", line: 5, hits: 7 },
    ]);
  });

  it("of one name pair by order", () => {
    const { files } = readRecords("FN:9,twin", "FN:52,twin", "FNDA:2,twin", "FNDA:0,twin");
    expect(functionsOf(files[0]!)).toMatchObject([
      { line: 9, hits: 2 },
      { line: 52, hits: 0 },
    ]);
  });

  it("may have a last line and commas in their names", () => {
    const { files } = readRecords(
      "FN:10,20,map<int, long>::at(int, long)",
      "FN:30,plain",
      "FN:40,pair<a, b>(c)",
      "FNDA:1,map<int, long>::at(int, long)",
      "FNDA:2,pair<a, b>(c)",
    );
    expect(functionsOf(files[0]!)).toMatchObject([
      { name: "map<int, long>::at(int, long)", line: 10, endLine: 20, hits: 1 },
      { name: "plain", line: 30, endLine: -1, hits: 0 },
      { name: "pair<a, b>(c)", line: 40, endLine: -1, hits: 2 },
    ]);
  });

  it("of lcov 2.2 are groups of aliases", () => {
    const result = readRecords(
      "FNL:0,3,9",
      "FNA:0,1,_Z1aIiE",
      "FNA:0,2,_Z1aIlE",
      "FNL:1,12",
      "FNA:1,0,b",
      "FNF:2",
      "FNH:1",
    );
    expect(functionsOf(result.files[0]!)).toMatchObject([
      { name: "_Z1aIiE", line: 3, endLine: 9, hits: 3 },
      { name: "b", line: 12, endLine: -1, hits: 0 },
    ]);
    expect(result.problems).toEqual([]);
  });

  it("with a count and no place stay in the total", () => {
    const result = readRecords("FN:1,a", "FNDA:1,a", "FNDA:0,lost");
    expect(functionsOf(result.files[0]!)).toMatchObject([
      { name: "lost", line: -1, hits: 0 },
      { name: "a", hits: 1 },
    ]);
    expect(codesOf(result)).toEqual(["missing-field warning"]);
  });

  it("on negative lines have no place", () => {
    expect(codesOf(readRecords("FN:-1,a", "FNDA:1,a"))).toEqual(["bad-position warning"]);
  });

  it("are told apart by their line, not by a name like a prototype's", () => {
    const { files } = readRecords(
      "FN:1,__proto__",
      "FN:2,constructor",
      "FNDA:4,constructor",
      "FNDA:0,__proto__",
    );
    expect(functionsOf(files[0]!)).toMatchObject([
      { name: "__proto__", hits: 0 },
      { name: "constructor", hits: 4 },
    ]);
  });
});

describe("branches", () => {
  it("are grouped by line and block", () => {
    const { files } = readRecords("BRDA:3,0,0,1", "BRDA:3,0,1,0", "BRDA:3,1,0,2", "BRDA:9,0,0,5");
    expect(branchesOf(files[0]!)).toEqual([
      { line: 3, taken: [1, 0] },
      { line: 3, taken: [2] },
      { line: 9, taken: [5] },
    ]);
  });

  it("that were never evaluated are found and not taken", () => {
    const { files, problems } = readRecords("BRDA:3,0,0,-", "BRDA:3,0,1,-", "BRF:2", "BRH:0");
    expect(branchesOf(files[0]!)).toEqual([{ line: 3, taken: [0, 0] }]);
    expect(problems).toEqual([]);
  });

  it("may be named by expressions with commas", () => {
    const { files, problems } = readRecords(
      "BRDA:3,0,f(a, b) == 0,1",
      "BRDA:3,0,!(f(a, b) == 0),-",
      "BRDA:3,0,f(a, b) == 0,2",
    );
    expect(branchesOf(files[0]!)).toEqual([{ line: 3, taken: [0, 3] }]);
    expect(problems).toEqual([]);
  });

  it("of exceptions and fall-through belong to their block", () => {
    const { files } = readRecords("BRDA:3,0,0,1", "BRDA:3,e0,1,-", "BRDA:3,f0,2,4");
    expect(branchesOf(files[0]!)).toEqual([{ line: 3, taken: [1, 0, 4] }]);
  });

  it("that are unreachable stay, and are in no total", () => {
    const { files, problems } = readRecords(
      "BRDA:3,0,0,1",
      "BRDA:3,U0,1,0",
      "BRDA:4,eU1,0,-",
      "BRF:1",
      "BRH:1",
    );
    expect(branchesOf(files[0]!)).toEqual([
      { line: 3, taken: [1, -1] },
      { line: 4, taken: [-1] },
    ]);
    expect(files[0]!.excluded).toEqual([
      { line: 3, entity: "branch", reason: "unreachable" },
      { line: 4, entity: "branch", reason: "unreachable" },
    ]);
    expect(problems).toEqual([]);
  });

  it("that are unreachable and taken are told", () => {
    expect(codesOf(readRecords("BRDA:3,U0,1,7"))).toEqual(["excluded-and-measured info"]);
  });

  it("have the same map in any order", () => {
    const orders = [
      ["BRDA:3,0,0,1", "BRDA:3,0,a,1", "BRDA:3,0,b,1", "FN:1,x", "FN:2,y", "DA:1,1", "DA:2,1"],
      ["DA:2,1", "FN:2,y", "BRDA:3,0,b,1", "FN:1,x", "DA:1,1", "BRDA:3,0,a,1", "BRDA:3,0,0,1"],
    ];
    const [a, b] = orders.map((records) => readRecords(...records).files[0]!.map.digest);
    expect(a).toBe(b);
  });
});

describe("files", () => {
  it.each([
    ["of Windows", "C:\\temp\\a.cs"],
    ["with a scheme", "webpack:///./src/a.ts"],
    ["that are names of prototypes", "__proto__"],
    ["with spaces", "src/my file.c"],
    ["that are not ASCII", "src/größe.c"],
  ])("%s keep their path", (_what, path) => {
    const { files, problems } = read(`SF:${path}\nDA:1,1\nend_of_record\n`);
    expect(files.map((file) => file.path)).toEqual([path]);
    expect(problems).toEqual([]);
  });

  it("with several records add", () => {
    const { files } = read(
      "TN:one\nSF:a.c\nFN:1,f\nFNDA:1,f\nDA:1,1\nDA:2,0\nBRDA:2,0,0,-\nBRDA:2,0,1,1\nend_of_record\n" +
        "TN:two\nSF:b.c\nDA:1,1\nend_of_record\n" +
        "TN:two\nSF:a.c\nFN:1,f\nFNDA:2,f\nDA:2,3\nDA:4,0\nBRDA:2,0,0,5\nBRDA:2,0,1,-\nend_of_record\n",
    );
    expect(files.map(({ path }) => path)).toEqual(["a.c", "b.c"]);
    expect(linesOf(files[0]!)).toEqual({ 1: 1, 2: 3, 4: 0 });
    expect(functionsOf(files[0]!)).toMatchObject([{ name: "f", hits: 3 }]);
    expect(branchesOf(files[0]!)).toEqual([{ line: 2, taken: [5, 1] }]);
  });

  it("with very many records take no more time than their length", () => {
    const records = Array.from({ length: 40_000 }, (_, i) => `SF:a.c\nDA:${i + 1},1\nend_of_record\n`);
    const { files } = read(records.join(""));
    expect(files).toHaveLength(1);
    expect(files[0]!.counts).toHaveLength(40_000);
  });

  it("of two versions are never added", () => {
    const result = read(
      "SF:a.c\nVER:1\nDA:1,0\nend_of_record\nSF:a.c\nVER:2\nDA:1,5\nend_of_record\nSF:a.c\nVER:1\nDA:1,2\nend_of_record\n",
    );
    expect(linesOf(result.files[0]!)).toEqual({ 1: 2 });
    expect(codesOf(result)).toEqual(["map-mismatch error"]);
    expect(result.files[0]!.version).toBe("lcov:1");
  });

  it("keep the version that one of them names", () => {
    const { files } = read("SF:a.c\nDA:1,0\nend_of_record\nSF:a.c\nVER:1\nDA:1,5\nend_of_record\n");
    expect(files).toMatchObject([{ version: "lcov:1", counts: Uint16Array.of(5) }]);
  });

  it("without a name are an error", () => {
    expect(codesOf(read("SF:\nDA:1,1\nend_of_record\n"))).toEqual(["missing-field error"]);
  });
});

describe("totals", () => {
  it("that differ from the records are told, and not believed", () => {
    const result = readRecords("DA:1,1", "DA:2,0", "LF:1", "LH:1", "BRF:2");
    expect(linesOf(result.files[0]!)).toEqual({ 1: 1, 2: 0 });
    expect(result.problems).toMatchObject([
      {
        code: "declared-totals-differ",
        severity: "warning",
        message:
          '2 totals differ from what the records hold; what they hold is counted. The first is LF:1 of "a.c", where 2 are counted.',
      },
    ]);
  });

  it.each([
    ["of lines", ["DA:1,1", "DA:2,0", "LF:3", "LH:1"]],
    ["of hit lines", ["DA:1,1", "DA:2,0", "LF:2", "LH:2"]],
    ["of hit lines alone", ["DA:1,1", "DA:2,0", "LH:2"]],
  ])("%s that are larger than the records are an error", (_what, records) => {
    expect(codesOf(readRecords(...records))).toEqual(["declared-totals-differ error"]);
  });

  it.each([
    ["that count a line each time it is written", ["DA:1,1", "DA:1,1", "LF:2", "LH:2"]],
    ["that contradict each other", ["DA:1,1", "DA:2,0", "LF:1", "LH:2"]],
    ["of functions and branches", ["DA:1,1", "FNF:4", "BRF:4", "BRH:4"]],
  ])("%s are a warning", (_what, records) => {
    expect(codesOf(readRecords(...records))).toEqual(["declared-totals-differ warning"]);
  });

  it("of gcovr count lines that it leaves out", () => {
    const text = "TN:GCOVR_report\nSF:a.c\nDA:1,1\nLH:1\nLF:3\nend_of_record\n";
    expect(codesOf(read(text))).toEqual(["declared-totals-differ warning"]);
  });

  it("may stand before the records, or be absent", () => {
    expect(readRecords("LF:1", "LH:1", "DA:1,1").problems).toEqual([]);
    expect(readRecords("DA:1,1").problems).toEqual([]);
  });
});

describe("a tracefile", () => {
  const plain = "TN:\nSF:a.c\nFN:1,f\nFNDA:2,f\nDA:1,2\nBRDA:1,0,0,1\nend_of_record\n";

  it.each([
    ["with CRLF", plain.replaceAll("\n", "\r\n")],
    ["with a byte order mark", `\ufeff${plain}`],
    ["with blanks behind its records", plain.replaceAll("\n", " \t\n")],
    ["with comments and blank lines", `# made by hand\n\n${plain.replace("\nDA:", "\n# here\n\nDA:")}`],
    ["without a last line feed", plain.trimEnd()],
    ["with MC/DC records", plain.replace("end_of", "MCDC:3,2,t,1,0,a && b, c\nMCF:2\nMCH:1\nend_of")],
  ])("%s reads the same", (_how, text) => {
    const { files, problems } = read(text);
    expect(files).toEqual(read(plain).files);
    expect(problems).toEqual([]);
  });

  it.each(["utf-16le", "utf-16be"])("in %s reads the same", (encoding) => {
    const bytes = Buffer.from(`\ufeff${plain}`, "utf16le");
    const { files, problems } = readAll(lcov, encoding === "utf-16le" ? bytes : bytes.swap16(), 7);
    expect(files).toEqual(read(plain).files);
    expect(problems).toEqual([]);
  });

  it("that ends inside a record keeps it, and is truncated", () => {
    const result = read("SF:a.c\nDA:1,1\nend_of_record\nSF:b.c\nDA:1,1\nLF:9\nDA:2");
    expect(result.files.map(linesOf)).toEqual([{ 1: 1 }, { 1: 1 }]);
    expect(codesOf(result)).toEqual(["malformed error", "truncated error"]);
  });

  it("whose records lack an end in the middle is truncated", () => {
    const result = read("SF:a.c\nDA:1,1\nSF:b.c\nDA:1,1\nend_of_record\n");
    expect(result.files).toHaveLength(2);
    expect(result.problems).toMatchObject([{ code: "truncated", severity: "error", line: 3 }]);
  });

  it("that ends behind a test's name is truncated", () => {
    expect(codesOf(read(`${plain}TN:next\n`))).toEqual(["truncated error"]);
  });

  it.each(["", "\n\n", "# nothing was measured\n", "TN:\n"])(
    "that holds no file is no coverage data: %j",
    (text) => {
      const result = read(text);
      expect(result.files).toEqual([]);
      expect(codesOf(result)).toContain("no-coverage-data error");
    },
  );

  it.each([
    ["an unknown record", "XY:1", "unknown-record warning"],
    ["text", "Segmentation fault", "malformed error"],
    ["a line without hits", "DA:7", "malformed error"],
    ["a branch without a count", "BRDA:1,0,0", "malformed error"],
    ["a total that is no number", "LF:many", "malformed error"],
  ])("with %s says so with its line", (_what, record, code) => {
    const result = readRecords("DA:1,1", record);
    expect(codesOf(result)).toEqual([code]);
    expect(result.problems[0]!.line).toBe(4);
    expect(linesOf(result.files[0]!)).toEqual({ 1: 1 });
  });

  it("with data outside a record says so", () => {
    expect(codesOf(read(`DA:1,1\n${plain}end_of_record\n`))).toEqual(["malformed error"]);
  });

  it("with bytes that are not UTF-8 says so", () => {
    const result = readAll(lcov, Buffer.from(plain.replace("a.c", "gr\xf6\xdfe.c"), "latin1"));
    expect(result.files.map(({ path }) => path)).toEqual(["gr\ufffd\ufffde.c"]);
    expect(codesOf(result)).toEqual(["not-utf8 warning"]);
  });

  it("with a line of megabytes passes over it", () => {
    const result = read(plain.replace("\nDA:", `\nFN:2,${"x".repeat(3_000_000)}\nDA:`));
    expect(codesOf(result)).toEqual(["value-too-long error"]);
    expect(linesOf(result.files[0]!)).toEqual({ 1: 2 });
  });
});
