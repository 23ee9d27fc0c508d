import type { JobEnd } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { askingJob } from "./asking-job.ts";

const listed = (name: string, end: JobEnd, runner?: string) => ({
  job: { name, attempt: 1, end },
  ...(runner === undefined ? {} : { runner }),
});

describe("the job that asks", () => {
  const legs = [listed("test (22)", "running", "a"), listed("test (24)", "running", "b")];

  it("is told from other legs by its machine", () => {
    expect(askingJob(legs, { job: "test", runner: "b" })).toBe(legs[1]);
    expect(askingJob(legs, { job: undefined, runner: "a" })).toBe(legs[0]);
  });

  it("is none where its machine runs none of them, whatever they are called", () => {
    const queued = [listed("test (22)", "passed", "a"), listed("test (24)", "running")];
    expect(askingJob(queued, { job: "test", runner: "c" })).toBeUndefined();
    expect(askingJob([listed("gate", "passed", "a")], { job: "gate", runner: "a" })).toBeUndefined();
  });

  it("is told by its id where no machine is told and one that runs has it", () => {
    const jobs = [listed("test", "passed"), listed("checks / gate", "running")];
    expect(askingJob(jobs, { job: "gate", runner: "a" })).toBe(jobs[1]);
    expect(askingJob(jobs, { job: undefined, runner: undefined })).toBeUndefined();
    expect(askingJob([listed("gate", "running", "a")], { job: "gate", runner: "" })).toBeDefined();
    expect(
      askingJob([listed("test (22)", "running"), listed("test (24)", "running")], {
        job: "test",
        runner: undefined,
      }),
    ).toBeUndefined();
  });
});
