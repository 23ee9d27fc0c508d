import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEvent, readGithubEvent } from "./github-event.ts";

const base = "a".repeat(40);
const head = "b".repeat(40);

describe("GitHub's event", () => {
  it("names base, head and number of a pull request", () => {
    const payload = {
      number: 7,
      pull_request: { number: 7, head: { sha: head }, base: { sha: base, ref: "main" } },
      repository: { default_branch: "trunk" },
    };
    expect(parseEvent("pull_request", "main", payload)).toEqual({
      name: "pull_request",
      pullRequest: 7,
      headSha: head,
      base: { branch: "main", sha: base },
      defaultBranch: "trunk",
    });
  });

  it("is on the default branch when it is a schedule", () => {
    const env = { GITHUB_EVENT_NAME: "schedule", GITHUB_REF_NAME: "trunk" };
    expect(readGithubEvent(env).event).toEqual({ name: "schedule", defaultBranch: "trunk" });
    expect(readGithubEvent({ ...env, GITHUB_EVENT_NAME: "push" }).event).toEqual({ name: "push" });
    expect(readGithubEvent({ GITHUB_EVENT_NAME: "schedule" }).event).toEqual({ name: "schedule" });
  });

  it("names the base of a merge group without refs/heads", () => {
    const payload = { merge_group: { base_sha: base, base_ref: "refs/heads/release/1" } };
    expect(parseEvent("merge_group", undefined, payload).base).toEqual({ branch: "release/1", sha: base });
  });

  it("compares a push to the default branch with the branch before", () => {
    const payload = { ref: "refs/heads/main", before: base, repository: { default_branch: "main" } };
    expect(parseEvent("push", undefined, payload).base).toEqual({ sha: base });
  });

  it.each([
    [
      "a push to another branch",
      { ref: "refs/heads/x", before: base, repository: { default_branch: "main" } },
    ],
    [
      "a new branch",
      { ref: "refs/heads/main", before: "0".repeat(40), repository: { default_branch: "main" } },
    ],
    ["a payload without repository", { ref: "refs/heads/undefined", before: "no" }],
  ])("names no base for %s", (_, payload) => {
    expect(parseEvent("push", undefined, payload).base).toBeUndefined();
  });

  it("takes the number of a commented pull request, not of an issue", () => {
    expect(parseEvent("issue_comment", undefined, { issue: { number: 3 } }).pullRequest).toBeUndefined();
    expect(
      parseEvent("issue_comment", undefined, { issue: { number: 3, pull_request: {} } }).pullRequest,
    ).toBe(3);
  });

  it("falls back to GITHUB_BASE_REF without a payload", () => {
    expect(readGithubEvent({ GITHUB_EVENT_NAME: "pull_request", GITHUB_BASE_REF: "main" })).toEqual({
      event: { name: "pull_request", base: { branch: "main" } },
      problems: [],
    });
  });

  it("is nothing outside GitHub Actions", () => {
    expect(readGithubEvent({})).toEqual({ problems: [] });
  });

  it("says that a payload cannot be read", () => {
    const env = { GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: "/nowhere/event.json" };
    expect(readGithubEvent(env)).toMatchObject({
      event: { name: "push" },
      problems: [{ code: "unreadable-file", severity: "warning", path: "/nowhere/event.json" }],
    });
  });

  it("reads any payload without throwing, and takes no commit that is none", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("push", "pull_request", "merge_group"), (value, name) => {
        for (const payload of [value, { pull_request: value }, { pull_request: { base: { sha: value } } }])
          expect(parseEvent(name, undefined, payload).base?.sha).toBeUndefined();
      }),
    );
  });
});
