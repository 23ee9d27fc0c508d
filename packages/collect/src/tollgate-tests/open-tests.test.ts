import { expect, test } from "vitest";
import type { RawTest } from "../reader.ts";
import { readAll } from "../testing/read-all.ts";
import { encodeEnd, encodeHeader, encodeTest } from "./encode.ts";
import { tollgateTests } from "./reader.ts";

const header = encodeHeader({ runner: "Playwright 1.65.1", startedAt: 1 });
const end = (tests: number): string => encodeEnd({ verdict: "passed", tests, endedAt: 2, errors: [] });
const read = (...lines: readonly string[]) => readAll(tollgateTests, lines.join(""));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);
const pays: RawTest = { suite: ["cart"], name: "pays", status: "passed", details: [] };
const first: RawTest = { ...pays, status: "failed", details: [{ kind: "failure", message: "1 is not 2" }] };
const { status, details } = first;
const second: RawTest = { ...pays, earlier: [{ status, details }] };

test("a test that is tried again is what its last line says", () => {
  const all = read(header, encodeTest(first, "a"), encodeTest(pays), encodeTest(second, "a"), end(2));
  expect(all.tests).toEqual([pays, second]);
  expect(codes(all)).toEqual(["info ambiguous-identity"]);
});

test("a test that is tried again is what is known when the run breaks off", () => {
  expect(read(header, encodeTest(first, "a")).tests).toEqual([first]);
});

test("a test that is tried again keeps a failure that its last line does not tell", () => {
  const all = read(header, encodeTest(first, "a"), encodeTest(pays, "a"), end(1));
  expect(all.tests).toEqual([first, pays]);
  expect(codes(all)).toContain("error malformed");
});

test("a test that is tried again is not another test with its id", () => {
  const all = read(header, encodeTest(first, "a"), encodeTest({ ...first, name: "fails" }, "a"), end(1));
  expect(all.tests.map(({ name }) => name)).toEqual(["pays", "fails"]);
  expect(codes(all)).toContain("error malformed");
});
