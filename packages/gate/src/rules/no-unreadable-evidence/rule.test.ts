import type { Problem } from "@tollgate/model";
import { aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "no-unreadable-evidence";

const truncated: Problem = {
  code: "truncated",
  severity: "error",
  message: "The document ends inside <testcase>.",
  remedy: "Let the tool finish writing.",
  path: "packages/api/junit.xml",
  line: 12,
};

describe("no unreadable evidence", () => {
  it("passes when everything could be read", () => {
    const report = aReport({
      inputs: [anInput()],
      problems: [{ ...truncated, severity: "warning", code: "assumed-kind" }],
    });
    expect(judge(report, { rule })).toMatchObject({
      answer: "pass",
      message: "1 report could be read completely.",
    });
  });

  it("blocks on every error, with its place and remedy", () => {
    const report = aReport({
      inputs: [anInput({ status: "partial" }), anInput({ path: "b.xml" })],
      problems: [truncated],
    });
    expect(judge(report, { rule })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "1 of 2 reports could not be read completely.",
      remedy: "Let the tool finish writing.",
      violations: [{ message: truncated.message, path: "packages/api/junit.xml", line: 12 }],
    });
  });

  it("blocks on an input that is not ok and does not say why", () => {
    expect(judge(aReport({ inputs: [anInput({ status: "invalid" })] }), { rule })).toMatchObject({
      answer: "fail",
      violations: [{ message: "The report is invalid.", path: "packages/api/junit.xml" }],
    });
  });

  it("blocks on an error that belongs to no input", () => {
    const refused: Problem = { ...truncated, code: "bundle-refused", path: "shard-2.tollgate" };
    expect(judge(aReport({ inputs: [anInput()], problems: [refused] }), { rule }).message).toBe(
      "1 of 2 reports could not be read completely.",
    );
  });

  it("leaves what is stale and what is missing to other rules", () => {
    const missing = [{ what: "e2e reports", kind: "e2e", because: "tollgate.yml:4", remedy: "Run them." }];
    const stale: Problem = { ...truncated, code: "other-commit" };
    const report = aReport({ inputs: [anInput({ status: "invalid" })], problems: [stale], missing });
    expect(judge(report, { rule }).answer).toBe("pass");
  });

  it("blocks on a checkout of another commit, which is no report", () => {
    const { path: _path, ...wrong } = { ...truncated, code: "other-commit" as const };
    expect(judge(aReport({ inputs: [anInput()], problems: [wrong] }), { rule }).answer).toBe("fail");
  });

  it("holds when nothing arrived", () => {
    expect(judge(aReport(), { rule })).toMatchObject({ effect: "hold", message: "No report arrived." });
  });

  it("does not count an older attempt", () => {
    const old = anInput({ path: "old.xml", status: "invalid", superseded: true });
    expect(judge(aReport({ inputs: [anInput(), old] }), { rule }).answer).toBe("pass");
  });

  it("leaves errors of other packages to other scopes", () => {
    const other = anInput();
    const web = {
      ...other,
      origin: { ...other.origin, package: "@shop/web" },
      input: { ...other.input, path: "web.xml" },
    };
    const report = aReport({
      packages: [
        { name: "@shop/api", dir: "packages/api", scripts: [] },
        { name: "@shop/web", dir: "packages/web", scripts: [] },
      ],
      inputs: [{ ...other, status: "partial" }, web],
      problems: [truncated],
    });
    expect(judge(report, { rule, scope: { package: "@shop/web" } }).answer).toBe("pass");
    expect(judge(report, { rule, scope: { package: "@shop/api" } }).answer).toBe("fail");
  });
});
