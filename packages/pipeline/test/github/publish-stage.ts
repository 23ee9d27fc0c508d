import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckAnnotation, Publication, RunRef } from "@tollgate/model";
import { renderPublication } from "@tollgate/render";
import { aCase, aDecision, aReport, aResult } from "@tollgate/testkit";
import { type FakeGithub, type FakeGithubOptions, startFakeGithub } from "@tollgate/testkit/github";
import { afterEach } from "vitest";
import type { Environment } from "../../src/environment.ts";
import { publish } from "../../src/github/publish.ts";
import type { PublishOptions, PublishResult } from "../../src/github/publish-end.ts";

/** A job that publishes, on a GitHub with one pull request whose test merge is checked out. */
export type PublishStage = {
  readonly fake: FakeGithub;
  readonly folder: string;
  readonly head: string;
  /** What the job printed. */
  readonly printed: string[];
  readonly write: (publication: unknown) => void;
  readonly publish: (options?: Partial<PublishOptions>) => Promise<PublishResult>;
  readonly summary: string;
  readonly environment: Environment;
  /** Time passes, and the job is that of another run. */
  readonly next: (run: RunRef) => void;
};

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

const everything = { comment: "always", check: true, status: true } as const;

/** @param name of the event, and what it holds beside */
export async function publishStage(
  name = "pull_request",
  payload: object = {},
  github: Pick<FakeGithubOptions, "ghes"> = {},
): Promise<PublishStage> {
  let time = Date.UTC(2026, 10, 25, 12);
  const fake = await startFakeGithub({ ...github, now: () => time });
  const folder = mkdtempSync(join(tmpdir(), "publish-"));
  undo.push(
    () => fake.close(),
    () => rmSync(folder, { recursive: true, force: true }),
  );
  const pull = fake.add.pullRequest();
  const event = {
    ...(name === "pull_request" ? { pull_request: { number: 1, head: { sha: pull.head.sha } } } : {}),
    ...payload,
  };
  writeFileSync(join(folder, "event.json"), JSON.stringify(event));
  mkdirSync(join(folder, "out"));
  const token = fake.token({
    permissions: { checks: "write", "pull-requests": "write", statuses: "write" },
  });
  const env: Record<string, string> = {
    GITHUB_API_URL: fake.apiUrl,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_SHA: (name === "pull_request" ? pull.mergeSha : undefined) ?? pull.head.sha,
    GITHUB_RUN_ID: "7",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  };
  const printed: string[] = [];
  const environment: Environment = {
    cwd: folder,
    env,
    stdout: (text) => printed.push(text),
    stderr: (text) => printed.push(text),
    color: false,
    width: 80,
    interactive: false,
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
  };
  return {
    fake,
    folder,
    head: pull.head.sha,
    printed,
    write: (publication) =>
      writeFileSync(
        join(folder, "out/publication.json"),
        typeof publication === "string" ? publication : JSON.stringify(publication),
      ),
    publish: (options = {}) => publish(environment, { ...everything, result: "out", token, ...options }),
    summary: join(folder, "summary.md"),
    environment,
    next({ id, attempt }) {
      time += 3_600_000;
      env["GITHUB_RUN_ID"] = String(id);
      env["GITHUB_RUN_ATTEMPT"] = String(attempt);
    },
  };
}

/** What a gate plans to show. */
export function aPublication(
  outcome: "allow" | "block" = "block",
  {
    run = { id: 7, attempt: 1 },
    annotations = 0,
    gate = "tollgate",
  }: { run?: RunRef; annotations?: number; gate?: string } = {},
): Publication {
  const report = aReport({ tests: [aCase({ status: outcome === "allow" ? "passed" : "failed" })] });
  const rules = [outcome === "allow" ? aResult() : aResult({ answer: "fail", effect: "block" })];
  const plan = renderPublication(report, aDecision({ outcome, rules }), { run, gate });
  return { ...plan, check: { ...plan.check, annotations: Array.from({ length: annotations }, annotation) } };
}

function annotation(_: unknown, index: number): CheckAnnotation {
  const place = { path: "src/cart.ts", startLine: index + 1, endLine: index + 1 };
  return { ...place, level: "failure", title: "Test fails", message: `annotation ${index}` };
}
