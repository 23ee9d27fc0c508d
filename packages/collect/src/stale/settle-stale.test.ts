import { type Evidence, type RunManifest, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { settleStale } from "./settle-stale.ts";

const here = "80c52614c367cd49b2dea4298c273f715fbc15e8";
const elsewhere = "1111111111111111111111111111111111111111";
const path = "reports/unit/junit.xml";

describe("a report that a command found and did not write", () => {
  const found = aRun({ leftovers: [{ path, digest: digest("a") }] });

  it("is stale", () => {
    const [report] = settle([aReport("a"), holding(found)]);
    expect(report).toMatchObject({
      status: "invalid",
      problems: [{ code: "stale-report", severity: "error", path }],
    });
    expect(report!.tests).toBeUndefined();
    expect(report!.problems[0]!.message).toBe(
      "`pnpm test` did not write this report: it lay there before, and no run of this commit accounts for it.",
    );
  });

  it("tells neither coverage nor which tests hit its lines", () => {
    const coverage = { files: [] };
    const lineTests = { tests: [], files: [] };
    const report = { ...aReport("a"), coverage, lineTests };
    expect(Object.keys(settle([report, holding(found)])[0]!)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:coverage|lineTests|tests)$/)]),
    );
  });

  it("is as it was when its bytes are others now", () => {
    expect(settle([aReport("b"), holding(found)])[0]).toEqual(aReport("b"));
  });

  it("counts when another command of this commit wrote it", () => {
    const wrote = aRun({ task: "pnpm test:unit", outputs: [{ path, digest: digest("a") }] });
    expect(settle([aReport("a"), holding(found, wrote)])[0]).toEqual(aReport("a"));
  });

  it("does not count when that command wrote other bytes, another file, or ran on another commit", () => {
    for (const other of [
      aRun({ outputs: [{ path, digest: digest("b") }] }),
      aRun({ outputs: [{ path: "other.xml", digest: digest("a") }] }),
      aRun({ sha: elsewhere, outputs: [{ path, digest: digest("a") }] }),
    ])
      expect(settle([aReport("a"), holding(found, other)])[0]!.status).toBe("invalid");
  });

  it("counts when turbo's cache answers for it", () => {
    const cached = aTask({ cached: true, startedAt: 20 });
    expect(settle([aReport("a"), holding(found, cached)])[0]).toEqual(aReport("a"));
  });

  it("counts when turbo ran its task before, not when it ran it under the command and left the file alone", () => {
    const before = aTask({ cached: false, startedAt: 5 });
    const under = aTask({ cached: false, startedAt: 20 });
    expect(settle([aReport("a"), holding(found, before)])[0]!.status).toBe("ok");
    expect(settle([aReport("a"), holding(found, under)])[0]!.status).toBe("invalid");
  });
});

it("a report that only a run on another commit wrote is stale", () => {
  const old = aRun({ sha: elsewhere, outputs: [{ path, digest: digest("a") }] });
  const [report] = settle([aReport("a"), holding(old)]);
  expect(report!.problems[0]!.message).toContain("on commit 111111111111");
  expect(settleStale([aReport("a"), holding(old)], [])[0]!.status).toBe("ok");
});

it("a report that no run tells of stays as it is", () => {
  const wrote = aRun({ outputs: [{ path: "other.xml", digest: digest("b") }] });
  expect(settle([aReport("a"), holding(wrote)])[0]).toEqual(aReport("a"));
});

it("what a task runner keeps beside reports is forgotten", () => {
  const task = { ...aTask({ cached: true }), outputs: [{ path }, { path: "packages/api/dist/index.js" }] };
  expect(settle([aReport("a"), holding(task)])[1]!.runs[0]!.outputs).toEqual([{ path }]);
});

function settle(evidence: readonly Evidence[]): readonly Evidence[] {
  return settleStale(evidence, [here]);
}

function aRun(members: Partial<RunManifest>): RunManifest {
  return {
    package: "shop",
    source: "command",
    task: "pnpm test",
    verdict: "passed",
    startedAt: 10,
    sha: here,
    errors: [],
    ...members,
  };
}

function aTask(members: Partial<RunManifest>): RunManifest {
  return aRun({ source: "turbo", task: "shop#test", outputs: [{ path }], ...members });
}

function aReport(content: string): Evidence {
  return {
    ...holding(),
    input: { path, bytes: 1, digest: digest(content), format: "junit-xml" },
    tests: { entries: 0, cases: [] },
  };
}

function holding(...runs: readonly RunManifest[]): Evidence {
  return {
    id: digest("0"),
    origin: {
      package: "shop",
      kind: "unit",
      job: "",
      shard: unsharded,
      attempt: 1,
      environment: [],
      invocation: "reports/unit",
    },
    input: { path: ".tollgate/runs/pnpm-test.json", bytes: 1, digest: digest("0"), format: "tollgate-run" },
    status: "ok",
    problems: [],
    runs,
  };
}

function digest(content: string): string {
  return `sha256:${content.repeat(64)}`;
}
