import { expect, test } from "vitest";
import { createProblemTally } from "../problem-tally.ts";
import { createArmNames } from "./branch-columns.ts";
import { createFileRecord } from "./record.ts";
import { RecordLines } from "./record-lines.ts";
import { createRecordTemplates, type RecordTemplates } from "./record-templates.ts";

/** The templates after a record of `a.c` was read line by line. */
function templatesOf(...lines: readonly string[]): RecordTemplates {
  const templates = createRecordTemplates();
  const reader = linesInto(templates);
  const bytes = Buffer.from(["SF:a.c", ...lines, "end_of_record", ""].join("\n"));
  for (let at = 0; at < bytes.length; ) at = reader.read(bytes, at, bytes.length);
  return templates;
}

function linesInto({ remember }: RecordTemplates): RecordLines {
  return new RecordLines({
    record: createFileRecord(createArmNames()),
    doubts: createProblemTally(),
    into: { addRecord: remember },
  });
}

/** The counts that a record of `a.c` is read to, or why it is not. */
function match(templates: RecordTemplates, text: string): readonly number[] | string {
  const found = templates.match("a.c", Buffer.from(`${text}\0`), 0, Buffer.byteLength(text));
  return typeof found === "string" ? found : [...found.file.counts];
}

const record = [
  "FN:9,f",
  "FN:2,g",
  "FNDA:1,f",
  "FNDA:0,g",
  "BRDA:4,0,0,-",
  "DA:7,1,mUDs",
  "DA:3,0",
  "LF:2",
  "LH:1",
];

test("a record with other counts is read by the one before it", () => {
  const templates = templatesOf(...record);
  expect(match(templates, text(30, 4, "6", 500, 0, 1))).toEqual([0, 500, 4, 30, 6]);
  expect(match(templates, text(0, 0, "-", 1, 2, 2))).toEqual([2, 1, 0, 0, 0]);
});

test("also one with lines that are read as text", () => {
  const lines = ["FN:1,größe", "FNDA:1,größe", "BRDA:3,0,f(a, b),-", "BRDA:3,0,!f(a, b),2", "BRDA:4,e0,0,1"];
  const told =
    "FN:1,größe\nFNDA:23,größe\nBRDA:3,0,f(a, b),4\nBRDA:3,0,!f(a, b),-\nBRDA:4,e0,0,567\nend_of_record\n";
  expect(match(templatesOf(...lines), told)).toEqual([23, 0, 4, 567]);
});

test("a record with totals that its counts do not give is not", () => {
  expect(match(templatesOf(...record), text(30, 4, "6", 500, 1, 1))).toBe("mismatch");
});

test.each([
  ["negative", text(30, 4, "-6", 500, 0, 1)],
  ["no number", text(30, 4, "x", 500, 0, 1)],
  ["a `-` where only arms have it", text("-", 4, "6", 500, 0, 1)],
  ["of another line", text(30, 4, "6", 500, 0, 1).replace("\nDA:3", "\nDA:4")],
  ["too large", text(30, 4, "6", "1".repeat(16), 0, 1)],
])("a record with a count that is %s is not", (_what, told) => {
  expect(match(templatesOf(...record), told)).toBe("mismatch");
});

test("a record that is not all there yet is waited for", () => {
  const told = text(30, 4, "6", 500, 0, 1);
  for (let length = 0; length < told.length; length++)
    expect(match(templatesOf(...record), told.slice(0, length))).toBe("incomplete");
});

test.each([
  ["with a line twice", ["DA:1,1", "DA:1,1"]],
  ["with an unreachable arm", ["BRDA:1,U0,0,0"]],
  ["with a count that is no plain number", ["DA:1,1e2"]],
  ["with a count behind white space", [" DA:1,1"]],
  ["with a total behind white space", ["DA:1,1", " LH:1"]],
  ["with a total in front of white space", ["DA:1,1", "LH:1 "]],
  ["with a doubt", ["DA:1,1", "DA:0,1"]],
  ["that names a test for what follows", ["TN:other", "DA:1,1"]],
  ["with functions in groups", ["FNL:0,1", "FNA:0,1,f"]],
  ["that counts functions in another order", ["FN:1,f", "FN:2,g", "FNDA:1,g", "FNDA:1,f"]],
  ["that begins with a total", ["LH:0"]],
])("a record %s is read line by line", (_what, lines) => {
  expect(match(templatesOf(...lines), `${lines.join("\n")}\nend_of_record\n`)).toBe("mismatch");
});

test("records of one path are kept up to four", () => {
  const templates = createRecordTemplates();
  for (let line = 1; line <= 5; line++) {
    const lines = linesInto(templates);
    const bytes = Buffer.from(`SF:a.c\nDA:${line},1\nend_of_record\n`);
    for (let at = 0; at < bytes.length; ) at = lines.read(bytes, at, bytes.length);
  }
  expect(match(templates, "DA:4,7\nend_of_record\n")).toEqual([7]);
  expect(match(templates, "DA:5,7\nend_of_record\n")).toBe("mismatch");
});

function text(
  f: number | string,
  g: number,
  arm: string,
  line7: number | string,
  line3: number,
  hit: number,
): string {
  const counts = [`FNDA:${f},f`, `FNDA:${g},g`, `BRDA:4,0,0,${arm}`, `DA:7,${line7},mUDs`, `DA:3,${line3}`];
  return ["FN:9,f", "FN:2,g", ...counts, "LF:2", `LH:${hit}`, "end_of_record", ""].join("\n");
}
