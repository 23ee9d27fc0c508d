import { describe, expect, test } from "vitest";
import type { RawProblem } from "../reader.ts";
import { type JsonDocument, openDocument } from "./document.ts";

type Read = { readonly documents: readonly JsonDocument[]; readonly problems: readonly RawProblem[] };

function read(input: string | Uint8Array, limit?: number): Read {
  const documents: JsonDocument[] = [];
  const problems: RawProblem[] = [];
  const session = openDocument({
    read: (document) => void documents.push(document),
    problem: (problem) => void problems.push(problem),
    ...(limit === undefined ? {} : { limit }),
  });
  const bytes = Buffer.from(input);
  for (let at = 0; at < bytes.length; at += 3) session.write(bytes.subarray(at, at + 3));
  session.end();
  return { documents, problems };
}

const brief = ({ documents, problems }: Read) => ({
  documents,
  problems: problems.map(({ code, severity, line, column, offset }) => ({
    code,
    severity,
    line,
    column,
    offset,
  })),
});

test("a document is given whole", () => {
  expect(read('{"a":"é"}')).toEqual({ documents: [{ value: { a: "é" }, whole: true }], problems: [] });
});

test.each([
  ["UTF-8", Buffer.from('\ufeff{"a":"é"}')],
  ["UTF-16LE", Buffer.from('\ufeff{"a":"é"}', "utf16le")],
  ["UTF-16BE", Buffer.from('\ufeff{"a":"é"}', "utf16le").swap16()],
])("a byte order mark of %s is obeyed", (_, bytes) => {
  expect(read(bytes)).toEqual({ documents: [{ value: { a: "é" }, whole: true }], problems: [] });
});

test("a cut document gives what stands before the cut", () => {
  expect(brief(read('{"é":1,\n"b":[2,{"c":3'))).toEqual({
    documents: [{ value: { é: 1, b: [2, {}] }, whole: false }],
    problems: [{ code: "truncated", severity: "error", line: 2, column: 14, offset: 22 }],
  });
});

test("a literal that is no JSON is told with its place", () => {
  expect(brief(read('{"a":1,"b":NaN}'))).toEqual({
    documents: [{ value: { a: 1 }, whole: false }],
    problems: [{ code: "malformed", severity: "error", line: 1, column: 12, offset: 11 }],
  });
});

describe("text behind the document", () => {
  test("is skipped when it can be no report", () => {
    expect(brief(read('{"a":1}\nDone in 3s'))).toEqual({
      documents: [{ value: { a: 1 }, whole: true }],
      problems: [{ code: "text-around-document", severity: "warning", line: 1, column: 8, offset: 7 }],
    });
  });

  test("is an error when it may be one", () => {
    expect(brief(read('{"a":1}{"a":2}'))).toEqual({
      documents: [{ value: { a: 1 }, whole: true }],
      problems: [{ code: "several-documents", severity: "error", line: 1, column: 8, offset: 7 }],
    });
  });
});

test("a document above the limit is refused, one at the limit is read", () => {
  expect(read('{"a":1}', 7).problems).toEqual([]);
  const { documents, problems } = read('{"a":1}', 6);
  expect(documents).toEqual([]);
  expect(problems).toMatchObject([{ code: "file-too-large", severity: "error" }]);
});

test("prototype keys stay members", () => {
  const [document] = read('{"__proto__":{"x":1}}').documents;
  expect(Object.keys(document!.value as object)).toEqual(["__proto__"]);
  expect(({} as { x?: number }).x).toBeUndefined();
});

test("nesting costs no stack", () => {
  const deep = `{"a":${"[".repeat(100_000)}`;
  expect(read(deep).problems).toMatchObject([{ code: "truncated", offset: deep.length }]);
});

test("an empty input is truncated", () => {
  expect(brief(read(""))).toEqual({
    documents: [],
    problems: [{ code: "truncated", severity: "error", line: 1, column: 1, offset: 0 }],
  });
});
