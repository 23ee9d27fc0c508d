import { describe, expect, it } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { strykerJson } from "./reader.ts";

/** Two mutants of one file and two tests, in the shape that StrykerJS 8 writes. */
const report = {
  schemaVersion: "2.0",
  thresholds: { high: 80, low: 60 },
  framework: { name: "StrykerJS", version: "8.2.6" },
  files: {
    "src/cart.js": {
      language: "javascript",
      source: "export function add(a, b) {\n  return a + b;\n}\n",
      mutants: [
        mutant("0", [1, 3], ["0", "1"]),
        mutant("1", [2, 2], ["1"]),
        mutant("2", [2, 2], []),
        { ...mutant("3", [2, 2], ["0"]), coveredBy: undefined },
      ],
    },
  },
  testFiles: {
    "test/cart.spec.js": { tests: [{ id: "0", name: "cart adds" }] },
    "": { tests: [{ id: "1", name: "cart sums" }] },
  },
};

function mutant(id: string, [first, last]: readonly [number, number], coveredBy: readonly string[]) {
  const location = { start: { line: first, column: 1 }, end: { line: last, column: 9 } };
  return { id, mutatorName: "BlockStatement", replacement: "{}", status: "Killed", location, coveredBy };
}

const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

describe("a mutation report", () => {
  it("tells which tests came to the lines of mutants", () => {
    const { lineTests, files, tests, producer, problems } = readAll(strykerJson, JSON.stringify(report));
    expect(producer).toBe("StrykerJS 8.2.6");
    expect(lineTests).toEqual([
      { path: "src/cart.js", test: "test/cart.spec.js > cart adds", lines: [1] },
      { path: "src/cart.js", test: "cart sums", lines: [1, 2] },
    ]);
    expect([files, tests, problems]).toEqual([[], [], []]);
  });

  it("cut anywhere says an error", () => {
    const text = JSON.stringify(report);
    for (let length = 0; length < text.length; length++)
      expect(
        codes(readAll(strykerJson, text.slice(0, length))).some((code) => code.startsWith("error")),
      ).toBe(true);
  });

  it.each([
    ["a mutant without a place", { mutants: [{ coveredBy: ["0"] }] }, "warning missing-field"],
    [
      "a mutant that ends before it begins",
      { mutants: [mutant("0", [3, 1], ["0"])] },
      "warning missing-field",
    ],
    ["mutants that are no list", { mutants: 3 }, "error missing-field"],
  ])("with %s says so", (_, file, code) => {
    const all = readAll(strykerJson, JSON.stringify({ ...report, files: { "a.js": file } }));
    expect(codes(all)).toEqual([code]);
    expect(all.lineTests).toEqual([]);
  });

  it("is recognised by its content", () => {
    expect(strykerJson.recognises(headOf(JSON.stringify(report)))).toBe(true);
    expect(strykerJson.recognises(headOf('{"schemaVersion":1,"name":"something else"}'))).toBe(false);
  });
});
