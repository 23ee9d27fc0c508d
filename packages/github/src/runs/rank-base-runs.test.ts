import { describe, expect, it } from "vitest";
import { distanceWords, rankBaseRuns } from "./rank-base-runs.ts";
import { parseRun, type WorkflowRun } from "./workflow-run.ts";

const sha = (letter: string): string => letter.repeat(40);

/** A finished push run of the repository itself on its base branch. */
function aRun(id: number, letter: string, others: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    ...{ id, attempt: 1, workflow: 7, event: "push", headSha: sha(letter), headBranch: "main" },
    ...{ headRepository: "octo/shop", isFinished: true, conclusion: "success" },
    ...others,
  };
}

/** History: a is where the base is wanted, then b, c, d before it. */
function rank(...runs: readonly WorkflowRun[]): unknown {
  const { ranked, skipped } = rankBaseRuns(runs, {
    ...{ repository: "octo/shop", workflow: 7, branch: "main" },
    placeOf: (commit) => (/^([a-d])\1+$/.test(commit) ? "abcd".indexOf(commit[0]!) : undefined),
  });
  return { ranked: ranked.map(({ run }) => run.id), skipped: skipped.map(({ run, why }) => [run.id, why]) };
}

describe("runs that may be the base", () => {
  it("come nearest first, and of one commit the newest first", () => {
    expect(rank(aRun(1, "c"), aRun(2, "b"), aRun(3, "c"), aRun(4, "d"))).toEqual({
      ranked: [2, 3, 1, 4],
      skipped: [],
    });
  });

  it("may have failed: what they know is known all the same", () => {
    expect(rank(aRun(1, "a", { conclusion: "failure" }))).toEqual({ ranked: [1], skipped: [] });
  });

  it("are none that the change does not build on, about which nothing is said", () => {
    expect(rank(aRun(1, "e"), aRun(2, "f", { event: "pull_request" }))).toEqual({ ranked: [], skipped: [] });
  });

  it.each([
    ["of a fork", { headRepository: "mallory/shop" }, "it is of another repository"],
    ["of a deleted fork", { headRepository: "" }, "it is of another repository"],
    ["of a pull request", { event: "pull_request" }, "it is of the event pull_request"],
    ["of another branch", { headBranch: "topic" }, "it is of another branch"],
    ["of another workflow", { workflow: 8 }, "it is of another workflow"],
    ["that runs", { isFinished: false }, "it is not finished"],
    ["that was cancelled", { conclusion: "cancelled" }, "it was cancelled"],
  ])("are none %s", (_what, others, why) => {
    expect(rank(aRun(1, "a", others), aRun(2, "b"))).toEqual({ ranked: [2], skipped: [[1, why]] });
  });

  it("are told to be of a repository whatever the case of its name", () => {
    expect(rank(aRun(1, "a", { headRepository: "Octo/Shop" }))).toEqual({ ranked: [1], skipped: [] });
  });
});

it.each([
  [0, "at the merge base"],
  [1, "1 commit before the merge base"],
  [3, "3 commits before the merge base"],
])("a distance of %d is told in words", (distance, words) => {
  expect(distanceWords(distance, "the merge base")).toBe(words);
});

describe("what GitHub says of a run", () => {
  const told = { id: 1, workflow_id: 7, event: "push", head_sha: sha("a") };

  it("is read where it is told", () => {
    const all = { ...told, run_attempt: 2, status: "completed", conclusion: "success", head_branch: "main" };
    expect(parseRun({ ...all, head_repository: { full_name: "octo/shop" } })).toEqual(
      aRun(1, "a", { attempt: 2 }),
    );
    expect(parseRun({ ...told, head_repository: null, conclusion: null, status: "queued" })).toEqual({
      ...{ id: 1, attempt: 1, workflow: 7, event: "push", headSha: sha("a"), isFinished: false },
    });
  });

  it.each(["id", "workflow_id", "event", "head_sha"])("is no run without %s", (name) => {
    expect(() => parseRun({ ...told, [name]: null })).toThrow("no run of a workflow");
  });
});
