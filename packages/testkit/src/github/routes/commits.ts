import { type Answer, listOf, notFound, refusal } from "../answer.ts";
import { findRepository, historyOf, resolveRef } from "../lookup.ts";
import type { Call, Routes } from "../route.ts";
import type { Commit } from "../state.ts";
import { repositoryUrl, showAccount } from "./accounts.ts";

const needs = [{ contents: "read" }] as const;

/** Commits, branches and the way between two commits. */
export const commitRoutes: Routes = {
  "repos/list-commits": { needs, handle: listCommits },
  "repos/get-commit": { needs, handle: readCommit },
  "repos/compare-commits-with-basehead": { needs, handle: compare },
  "repos/get-branch": { needs, handle: readBranch },
};

function listCommits(call: Call): Answer {
  const start = resolveRef(
    call.state,
    call.repository,
    String(call.parameters["sha"] ?? call.repository.defaultBranch),
  );
  if (start === undefined) return notFound;
  return listOf(history(call, start), (commit) => showCommit(call, commit));
}

function readCommit(call: Call): Answer {
  const commit = commitAt(call, String(call.parameters["ref"]));
  if (commit === undefined) return refusal(422, `No commit found for SHA: ${call.parameters["ref"]}`);
  return { status: 200, body: showCommit(call, commit) };
}

function readBranch(call: Call): Answer {
  const name = String(call.parameters["branch"]);
  const tip = call.repository.branches.get(name);
  const commit = tip === undefined ? undefined : call.state.commits.get(tip);
  if (commit === undefined) return refusal(404, "Branch not found");
  return { status: 200, body: { name, commit: showCommit(call, commit), protected: false } };
}

/** `base...head`, each with the owner of a fork before it when there is one (`grace:main`). */
function compare(call: Call): Answer {
  const [base, head] = String(call.parameters["basehead"])
    .split("...")
    .map((ref) => commitAt(call, ref));
  if (base === undefined || head === undefined) return notFound;
  const before = new Set(historyOf(call.state, base.sha));
  const after = new Set(historyOf(call.state, head.sha));
  const ahead = history(call, head.sha).filter(({ sha }) => !before.has(sha));
  const behind = history(call, base.sha).filter(({ sha }) => !after.has(sha));
  const merged = history(call, head.sha).find(({ sha }) => before.has(sha));
  if (merged === undefined) return refusal(404, "No common ancestor between the two.");
  const status = [
    ["identical", "ahead"],
    ["behind", "diverged"],
  ][Math.min(behind.length, 1)]![Math.min(ahead.length, 1)];
  const beside = {
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    base_commit: showCommit(call, base),
    merge_base_commit: showCommit(call, merged),
  };
  const commits = ahead.reverse().map((commit) => showCommit(call, commit));
  return { status: 200, body: { ...beside, commits: commits.slice(0, 250), files: [] } };
}

function commitAt(call: Call, ref: string): Commit | undefined {
  const [owner, branch] = ref.includes(":") ? ref.split(":", 2) : [undefined, ref];
  const name = call.repository.fullName.split("/")[1];
  const repository = owner === undefined ? call.repository : findRepository(call.state, `${owner}/${name}`);
  const sha = repository === undefined ? undefined : resolveRef(call.state, repository, branch!);
  return sha === undefined ? undefined : call.state.commits.get(sha);
}

/** Newest first. */
function history(call: Call, start: string): Commit[] {
  return historyOf(call.state, start)
    .map((sha) => call.state.commits.get(sha))
    .filter((commit) => commit !== undefined);
}

function showCommit(call: Call, commit: Commit): Record<string, unknown> {
  const url = `${repositoryUrl(call.urls, call.repository.fullName)}/commits/${commit.sha}`;
  const person = { name: commit.author.login, email: "ada@example.com", date: commit.date };
  return {
    sha: commit.sha,
    url,
    html_url: `${call.urls.html}/${call.repository.fullName}/commit/${commit.sha}`,
    commit: { message: commit.message, author: person, committer: person, url },
    author: showAccount(call.urls, commit.author),
    committer: showAccount(call.urls, commit.author),
    parents: commit.parents.map((sha) => ({ sha, url })),
  };
}
