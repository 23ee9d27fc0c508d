import { type Answer, listOf, refusal, validationFailed } from "../answer.ts";
import { resolveRef } from "../lookup.ts";
import { type Call, type Routes, timestamp } from "../route.ts";
import type { CommitStatus } from "../state.ts";
import { repositoryUrl, showAccount, showRepository } from "./accounts.ts";

const reads = [{ statuses: "read" }] as const;

/** Commit statuses. */
export const statusRoutes: Routes = {
  "repos/create-commit-status": { needs: [{ statuses: "write" }], handle: createStatus },
  "repos/list-commit-statuses-for-ref": { needs: reads, handle: listStatuses },
  "repos/get-combined-status-for-ref": { needs: reads, handle: combine },
};

const longestDescription = 140;
const mostStatuses = 1_000;

function createStatus(call: Call): Answer {
  const sha = String(call.parameters["sha"]);
  if (!call.state.commits.has(sha)) return refusal(422, `No commit found for SHA: ${sha}`);
  const given = call.body as {
    state: CommitStatus["state"];
    context?: string;
    description?: string;
    target_url?: string;
  };
  const context = given.context ?? "default";
  const same = statusesAt(call, sha).filter((one) => one.context.toLowerCase() === context.toLowerCase());
  if (same.length >= mostStatuses)
    return refuse("base", "This SHA and context has reached the maximum number of statuses.");
  if ([...(given.description ?? "")].length > longestDescription)
    return refuse("description", `description is too long (maximum is ${longestDescription} characters)`);
  if (!/^https?:\/\/|^$/.test(given.target_url ?? ""))
    return refuse("target_url", "target_url must use http(s) scheme");
  const status: CommitStatus = {
    id: call.state.nextId++,
    repository: call.repository.fullName,
    sha,
    state: given.state,
    context,
    description: given.description ?? null,
    targetUrl: given.target_url ?? null,
    creator: call.token.account,
    createdAt: timestamp(call.now),
  };
  call.state.statuses.push(status);
  return { status: 201, body: showStatus(call, status) };
}

function refuse(field: string, message: string): Answer {
  return validationFailed({ resource: "Status", code: "custom", field, message });
}

/** Newest first. */
function statusesAt(call: Call, sha: string | undefined): readonly CommitStatus[] {
  return call.state.statuses
    .filter((status) => status.repository === call.repository.fullName && status.sha === sha)
    .reverse();
}

function listStatuses(call: Call): Answer {
  const sha = resolveRef(call.state, call.repository, String(call.parameters["ref"]));
  return listOf(statusesAt(call, sha), (status) => showStatus(call, status));
}

/** The newest of each context: one failure fails all, one that is pending keeps all pending. */
function combine(call: Call): Answer {
  const sha = resolveRef(call.state, call.repository, String(call.parameters["ref"]));
  const latest = [
    ...new Map(
      statusesAt(call, sha)
        .toReversed()
        .map((one) => [one.context.toLowerCase(), one]),
    ).values(),
  ];
  const has = (...states: readonly string[]): boolean => latest.some(({ state }) => states.includes(state));
  const state = has("failure", "error")
    ? "failure"
    : latest.length === 0 || has("pending")
      ? "pending"
      : "success";
  const statuses = latest.map((status) => ({ ...showStatus(call, status), creator: undefined }));
  const repository = showRepository(call.urls, call.repository);
  return { status: 200, body: { sha, state, statuses, total_count: latest.length, repository } };
}

function showStatus(call: Call, status: CommitStatus): Record<string, unknown> {
  return {
    id: status.id,
    url: `${repositoryUrl(call.urls, status.repository)}/statuses/${status.sha}`,
    state: status.state,
    context: status.context,
    description: status.description,
    target_url: status.targetUrl,
    creator: showAccount(call.urls, status.creator),
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}
