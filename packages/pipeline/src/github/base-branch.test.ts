import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Subject } from "@tollgate/model";
import { afterEach, beforeEach, expect, it } from "vitest";
import { baseBranch, wantedBase } from "./base-branch.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-event-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function eventOf(name: string, payload: object): { readonly env: Record<string, string> } {
  const path = join(folder, "event.json");
  writeFileSync(path, JSON.stringify({ repository: { default_branch: "trunk" }, ...payload }));
  return { env: { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path } };
}

const commit = "a".repeat(40);
const pull = { pull_request: { number: 1, base: { ref: "release/1.x", sha: commit } } };

it.each([
  ["of a pull request its base", "pull_request", pull, undefined, "release/1.x"],
  [
    "of a merge group its base",
    "merge_group",
    { merge_group: { base_ref: "refs/heads/main" } },
    undefined,
    "main",
  ],
  ["of a push the default branch", "push", { ref: "refs/heads/trunk", before: commit }, undefined, "trunk"],
  ["of a schedule the default branch", "schedule", {}, undefined, "trunk"],
  ["the one that is asked for", "pull_request", pull, "origin/main", "main"],
  ["not a commit that is asked for", "pull_request", pull, commit, "release/1.x"],
  ["not an expression that is asked for", "push", {}, "HEAD~1", "trunk"],
])("the branch that work goes to is %s", (_what, name, payload, asked, branch) => {
  expect(baseBranch(eventOf(name, payload), asked)).toBe(branch);
});

it("outside of GitHub no branch is known", () => {
  expect(baseBranch({ env: {} }, undefined)).toBe(undefined);
});

it.each([
  ["the merge base of a pull request", { baseRef: "release/1.x", mergeBaseSha: commit }, "the merge base"],
  ["the commit before, of a push", { baseRef: commit, mergeBaseSha: commit }, "the commit before"],
  [
    "the commit before, on the branch itself",
    { baseRef: "HEAD~1", mergeBaseSha: commit },
    "the commit before",
  ],
])("the base is wanted at %s", (_what, subject: Subject, target) => {
  expect(wantedBase(eventOf("pull_request", pull), { subject }, undefined)).toEqual({
    ...{ branch: "release/1.x", commit, target },
  });
});

it("no base is wanted where nothing tells where the work began", () => {
  expect(wantedBase(eventOf("pull_request", pull), { subject: {} }, undefined)).toBe(undefined);
});
