import { expect, test } from "vitest";
import { readAll } from "../testing/read-all.ts";
import { encodeEnd, encodeHeader } from "../tollgate-tests/encode.ts";
import { tollgateTests } from "../tollgate-tests/reader.ts";

function read(annotations: unknown) {
  const told = { suite: [], name: "pays", status: "passed", details: [], annotations };
  return readAll(
    tollgateTests,
    encodeHeader({ runner: "vitest 5.1.1", startedAt: 1 }) +
      `${JSON.stringify({ test: told })}\n` +
      encodeEnd({ verdict: "passed", tests: 1, endedAt: 2, errors: [] }),
  );
}
const note = (text: string) => ({ type: "issue", text });

test("each annotation is kept once", () => {
  const { tests, problems } = read([note("SHOP-1"), { type: "slow" }, note("SHOP-1")]);
  expect(tests[0]?.annotations).toEqual([note("SHOP-1"), { type: "slow" }]);
  expect(problems).toEqual([]);
});

test.each([
  ["no list", { issue: "SHOP-1" }],
  ["a list of something else", ["SHOP-1"]],
  ["an annotation without a type", [{ text: "SHOP-1" }]],
])("%s is a doubt", (_what, annotations) => {
  const { tests, problems } = read(annotations);
  expect(tests[0]?.annotations).toBeUndefined();
  expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning missing-field"]);
});

test("long texts are cut once, and say how much is gone", () => {
  const text = `${"x".repeat(1_000)}… (4 characters cut)`;
  expect(read([note("x".repeat(1_004))]).tests[0]?.annotations).toEqual([note("x".repeat(1_004))]);
  const [cut] = read([note("x".repeat(2_000))]).tests[0]?.annotations ?? [];
  expect(cut?.text).toBe(`${"x".repeat(1_000)}… (1000 characters cut)`);
  expect(read([cut]).tests[0]?.annotations).toEqual([cut]);
  expect(read([note(text)]).tests[0]?.annotations).toEqual([note(text)]);
});

test("of many the first fifty are kept, and it is said", () => {
  const { tests, problems } = read(Array.from({ length: 60 }, (_, i) => note(String(i))));
  expect(tests[0]?.annotations).toHaveLength(50);
  expect(problems).toMatchObject([{ code: "value-too-long", severity: "warning" }]);
});
