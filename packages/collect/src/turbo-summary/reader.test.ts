import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { turboSummary } from "./reader.ts";

const sha = "80c52614c367cd49b2dea4298c273f715fbc15e8";

/** A task as turbo 2.11 writes it, without what is not read. */
const task = (name: string, told: object = {}) => ({
  taskId: `@shop/api#${name}`,
  task: name,
  package: "@shop/api",
  cache: { local: false, remote: false, status: "MISS", timeSaved: 0 },
  command: "vitest run",
  execution: { startTime: 1_795_613_795_232, endTime: 1_795_613_795_714, exitCode: 0 },
  ...told,
});

const summary = (tasks: unknown, told: object = {}) =>
  JSON.stringify({
    id: "3MbKOX0sFg7pvorQ1eVbkchuVqV",
    version: "1",
    turboVersion: "2.11.11",
    monorepo: true,
    globalCacheInputs: { files: {} },
    execution: { success: 1, failed: 0, cached: 0, attempted: 1, exitCode: 0 },
    packages: ["@shop/api"],
    tasks,
    scm: { type: "git", sha, branch: "main" },
    ...told,
  });

const read = (tasks: unknown, told: object = {}) => readAll(turboSummary, summary(tasks, told));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("each task is a run, a build as well as a test", () => {
  const failed = {
    startTime: 2,
    endTime: 3,
    error: "command (/repo/packages/api) pnpm run test exited (3)",
    exitCode: 3,
  };
  const all = read([task("build", { cache: { status: "HIT" } }), task("test", { execution: failed })], {
    execution: { attempted: 2, exitCode: 3, failed: 1 },
  });
  expect(all.producer).toBe("turbo 2.11.11");
  expect(all.runs).toEqual([
    {
      source: "turbo",
      package: "@shop/api",
      task: "@shop/api#build",
      verdict: "passed",
      exitCode: 0,
      startedAt: 1_795_613_795_232,
      sha,
      cached: true,
      errors: [],
    },
    {
      source: "turbo",
      package: "@shop/api",
      task: "@shop/api#test",
      verdict: "failed",
      exitCode: 3,
      startedAt: 2,
      sha,
      cached: false,
      errors: [],
    },
  ]);
  expect(all.problems).toEqual([]);
});

test("a task of the root and of a single package has no package of its own", () => {
  const all = read([
    task("lint", { taskId: "//#lint", package: "//" }),
    task("test", { taskId: "test", package: undefined }),
  ]);
  expect(all.runs.map((run) => [run.task, run.package])).toEqual([
    ["//#lint", undefined],
    ["test", undefined],
  ]);
});

describe("how a task ended", () => {
  test.each([
    ["killed by a signal", { exitCode: 137, error: "was killed" }, "failed"],
    ["with an error and code 0", { exitCode: 0, error: "could not spawn" }, "failed"],
    ["without a code", { startTime: 1 }, "failed"],
    ["with a code that is none", { exitCode: "0" }, "failed"],
  ])("%s is failed", (_, execution, verdict) => {
    expect(read([task("test", { execution })]).runs).toMatchObject([{ verdict }]);
  });

  test("without an execution is interrupted", () => {
    expect(read([task("test", { execution: undefined })]).runs).toMatchObject([{ verdict: "interrupted" }]);
  });

  test("is not asked of a package that has no such script", () => {
    const missing = task("test", { command: "<NONEXISTENT>", execution: undefined });
    const all = read([missing], { execution: { attempted: 0, exitCode: 0 } });
    expect(all.runs).toEqual([]);
    expect(codes(all)).toEqual([]);
  });
});

test("tasks that turbo killed are missing evidence", () => {
  const all = read([task("test")], { execution: { attempted: 2, exitCode: 3 } });
  expect(codes(all)).toEqual(["error missing-evidence"]);
});

test("a failed run without a failed task is an error", () => {
  expect(codes(read([task("test")], { execution: { attempted: 1, exitCode: 1 } }))).toEqual([
    "error run-failed",
  ]);
  expect(codes(read([task("test")], { execution: { attempted: 1 } }))).toEqual([
    "error run-failed",
    "warning missing-field",
  ]);
});

test("a dry run is refused with advice", () => {
  const all = read([task("test", { execution: undefined })], { execution: undefined });
  expect(all.runs).toEqual([]);
  expect(all.problems).toMatchObject([{ code: "unsupported-format", severity: "error" }]);
  expect(all.problems[0]?.remedy).toContain("--summarize");
});

test("a cut summary keeps the tasks before the cut", () => {
  const text = summary([task("build", { execution: { exitCode: 2 } }), task("test")]);
  const all = readAll(turboSummary, text.slice(0, text.indexOf('"taskId":"@shop/api#test"')));
  expect(all.runs[0]).toMatchObject({ task: "@shop/api#build", verdict: "failed", exitCode: 2 });
  expect(codes(all)).toContain("error truncated");
});

test.each([[null], [{}], [[3]], [undefined]])("tasks that are %j are an error", (tasks) => {
  expect(codes(read(tasks, { execution: { attempted: 0, exitCode: 0 } }))).toContain("error missing-field");
});

test("turbo's own configuration is no summary", () => {
  expect(turboSummary.recognises(headOf(summary([])))).toBe(true);
  expect(turboSummary.recognises(headOf('{"$schema":"x","tasks":{"build":{}}}'))).toBe(false);
});
