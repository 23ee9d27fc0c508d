import type { Call, View } from "../route.ts";
import type { CheckAnnotation, CheckRun, CheckSuite } from "../state.ts";
import { repositoryUrl, showApp, showRepositoryNamed } from "./accounts.ts";

export function showCheckRun(call: View, run: CheckRun): Record<string, unknown> {
  const url = `${repositoryUrl(call.urls, run.repository)}/check-runs/${run.id}`;
  const suite = call.state.checkSuites.find(({ id }) => id === run.suite)!;
  return {
    id: run.id,
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${call.urls.html}/${run.repository}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite },
    app: showApp(call.urls, suite.app),
    pull_requests: pullsAt(call, run.repository, run.headSha),
  };
}

export function showCheckSuite(call: View, suite: CheckSuite): Record<string, unknown> {
  const runs = call.state.checkRuns.filter((run) => run.suite === suite.id);
  const isDone = runs.every(({ status }) => status === "completed");
  const url = `${repositoryUrl(call.urls, suite.repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    head_sha: suite.headSha,
    status: isDone ? "completed" : "in_progress",
    conclusion: isDone ? (runs.find((run) => run.conclusion !== "success")?.conclusion ?? "success") : null,
    url,
    check_runs_url: `${url}/check-runs`,
    latest_check_runs_count: runs.length,
    app: showApp(call.urls, suite.app),
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
    pull_requests: pullsAt(call, suite.repository, suite.headSha),
    repository: showRepositoryNamed(call, suite.repository),
  };
}

export function showAnnotation(call: Call, run: CheckRun, given: CheckAnnotation): Record<string, unknown> {
  const nothing = { start_column: null, end_column: null, title: null, raw_details: null };
  const blob = `${call.urls.html}/${run.repository}/blob/${run.headSha}/${encodeURIComponent(given.path)}`;
  return { ...nothing, ...given, blob_href: blob };
}

/** The open pull requests of a commit in short; those from forks are missing, as on GitHub. */
export function pullsAt(call: View, repository: string, sha: string): readonly unknown[] {
  const found = call.state.pulls.filter(
    (pull) =>
      pull.repository === repository &&
      pull.state === "open" &&
      pull.head.sha === sha &&
      pull.head.repository === repository,
  );
  const repo = showRepositoryNamed(call, repository);
  const short = { id: repo?.["id"], url: repo?.["url"], name: repo?.["name"] };
  return found.map((pull) => ({
    id: pull.id,
    number: pull.number,
    url: `${repositoryUrl(call.urls, repository)}/pulls/${pull.number}`,
    head: { ref: pull.head.branch, sha: pull.head.sha, repo: short },
    base: { ref: pull.base.branch, sha: pull.base.sha, repo: short },
  }));
}
