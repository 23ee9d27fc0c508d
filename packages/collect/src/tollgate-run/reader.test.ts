import type { RunManifest } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { tollgateRun } from "./reader.ts";
import { type RunBegin, type RunEnd, runRecord } from "./run-record.ts";

const begin: RunBegin = {
  package: "@shop/api",
  task: "pnpm test:unit",
  kind: "unit",
  startedAt: 1_795_613_795_232,
  sha: "80c52614c367cd49b2dea4298c273f715fbc15e8",
};
const digest = `sha256:${"a".repeat(64)}`;
const end: RunEnd = {
  verdict: "failed",
  exitCode: 3,
  endedAt: 1_795_613_795_714,
  errors: [],
  outputs: [{ path: "reports/junit.xml", digest }],
  leftovers: [],
};
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("what is written is read again", () => {
  const texts = fc.string({ unit: "grapheme-ascii", maxLength: 20 });
  const outputs = fc.array(
    fc.record({ path: texts.filter((path) => path !== ""), digest: fc.constant(digest) }),
  );
  const anEnd: fc.Arbitrary<RunEnd> = fc.oneof(
    fc.record({
      verdict: fc.constantFrom("failed", "interrupted"),
      exitCode: fc.integer({ min: 0, max: 255 }),
      endedAt: fc.nat(),
      errors: fc.array(texts),
      outputs,
      leftovers: outputs,
    }),
    fc.record({
      verdict: fc.constant("passed" as const),
      exitCode: fc.constant(0),
      errors: fc.constant([]),
    }),
  );
  const aBegin = fc.record(
    { package: texts, task: texts, kind: texts, startedAt: fc.nat(), sha: texts },
    { requiredKeys: ["package"] },
  );
  fc.assert(
    fc.property(aBegin, anEnd, (told, ended) => {
      const { runs, problems } = readAll(tollgateRun, runRecord(told, ended));
      expect(runs).toEqual([{ source: "command", ...told, ...ended }]);
      expect(problems).toEqual([]);
    }),
  );
});

test("a run without an end is interrupted", () => {
  expect(readAll(tollgateRun, runRecord(begin)).runs).toMatchObject([{ verdict: "interrupted", errors: [] }]);
});

test("a record cut anywhere is never a pass without an error", () => {
  const record = runRecord(begin, { ...end, verdict: "passed", exitCode: 0 });
  for (let length = 0; length < record.trimEnd().length; length++) {
    const all = readAll(tollgateRun, record.slice(0, length));
    expect(all.runs.every(({ verdict }) => verdict === "interrupted")).toBe(true);
    expect(codes(all).some((code) => code.startsWith("error"))).toBe(true);
  }
});

describe("only a run that says so and ended with 0 passed", () => {
  test.each<[string, object, RunManifest["verdict"]]>([
    ["a pass with another code", { verdict: "passed", exitCode: 1 }, "failed"],
    ["a pass with an error", { verdict: "passed", exitCode: 0, errors: ["boom"] }, "failed"],
    ["a pass without a code", { verdict: "passed" }, "failed"],
    ["another word", { verdict: "PASSED", exitCode: 0 }, "failed"],
    ["no word", { exitCode: 0 }, "failed"],
    ["an end that is none", [], "interrupted"],
  ])("%s", (_, told, verdict) => {
    const ended = Array.isArray(told) ? told : { errors: [], ...told };
    const all = readAll(tollgateRun, JSON.stringify({ tollgate: "run/1", package: "", end: ended }));
    expect(all.runs).toMatchObject([{ verdict }]);
    expect(codes(all)).toEqual(["warning missing-field"]);
  });
});

test("values nested deeper than the stack are told and not followed", () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  const errors = `{"verdict":"failed","exitCode":1,"errors":[${deep},{"toString":1}]}`;
  const all = readAll(tollgateRun, `{"tollgate":"run/1","end":${errors}}`);
  expect(all.runs).toMatchObject([{ verdict: "failed", errors: ["a list", "an object"] }]);
  for (const text of [`"run/1","end":{"errors":[],"verdict":${deep}}`, `"run/", "tollgate":${deep}`])
    expect(readAll(tollgateRun, `{"tollgate":${text}}`).runs).not.toMatchObject([{ verdict: "passed" }]);
});

test("a newer version is refused with advice", () => {
  const all = readAll(tollgateRun, runRecord(begin, end).replace("run/1", "run/2"));
  expect(all.runs).toMatchObject([{ verdict: "interrupted" }]);
  expect(codes(all)).toEqual(["error unsupported-format"]);
});

test("is recognised by its content", () => {
  expect(tollgateRun.recognises(headOf(runRecord(begin, end)))).toBe(true);
  expect(tollgateRun.recognises(headOf('{"tollgate":"tests/1"}'))).toBe(false);
});
