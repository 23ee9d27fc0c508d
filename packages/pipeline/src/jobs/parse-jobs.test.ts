import { describe, expect, it } from "vitest";
import { parseJobs } from "./parse-jobs.ts";

/** As the API answers, without what is not read. */
const job = (name: string, conclusion: string | null, status = "completed") => ({
  id: 1,
  name,
  run_attempt: 2,
  status,
  conclusion,
});

describe("a list of a run's jobs", () => {
  it.each([
    ["success", "passed"],
    ["failure", "failed"],
    ["startup_failure", "failed"],
    ["action_required", "failed"],
    ["something new", "failed"],
    ["cancelled", "cancelled"],
    ["timed_out", "timed-out"],
    ["skipped", "skipped"],
    ["neutral", "skipped"],
  ])("ends a job that concluded %s as %s", (conclusion, end) => {
    expect(parseJobs({ total_count: 1, jobs: [job("test", conclusion)] })).toEqual({
      jobs: [{ job: { name: "test", attempt: 2, end } }],
    });
  });

  it("tells a job that runs from one that ended without a conclusion", () => {
    const jobs = [job("a", null, "in_progress"), job("b", null, "queued"), job("c", null)];
    expect(parseJobs({ jobs })).toMatchObject({
      jobs: [{ job: { end: "running" } }, { job: { end: "running" } }, { job: { end: "failed" } }],
    });
  });

  it("tells the machine of a job", () => {
    const jobs = [
      { ...job("a", null, "in_progress"), runner_name: "runner 3" },
      { ...job("b", null, "queued"), runner_name: null },
    ];
    expect(parseJobs({ jobs })).toEqual({
      jobs: [
        { job: { name: "a", attempt: 2, end: "running" }, runner: "runner 3" },
        { job: { name: "b", attempt: 2, end: "running" } },
      ],
    });
  });

  it("is read from pages", () => {
    const pages = [
      { total_count: 2, jobs: [job("test (24)", "success")] },
      { total_count: 2, jobs: [job("e2e", "skipped")] },
    ];
    expect(parseJobs(pages)).toMatchObject({
      jobs: [{ job: { name: "e2e" } }, { job: { name: "test (24)" } }],
    });
    expect(parseJobs(pages.slice(1))).toEqual({ wrong: "it lists 1 of 2 jobs" });
  });

  it.each([
    [null],
    [3],
    [{}],
    [{ jobs: {} }],
    [{ jobs: [{}] }],
    [{ jobs: [null] }],
    [[[]]],
    [[]],
    [{ jobs: [] }],
  ])("refuses %j", (value) => {
    expect(parseJobs(value)).toHaveProperty("wrong");
  });
});
