import { rmSync } from "node:fs";
import { join } from "node:path";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { type FakeGithub, type PullRequest, startFakeGithub } from "@tollgate/testkit/github";
import {
  addArtifactService,
  type RunWorkflowOptions,
  runWorkflow,
  type WorkflowResult,
} from "@tollgate/testkit/runner";
import { writeAction } from "./tiny-action.ts";

/** Forty digits for `uses:`; `PIN` in a workflow of a test. */
export const pin: string = "b".repeat(40);

/** A repository with one commit, and the GitHub that has it. */
export type Shop = {
  readonly git: TemporaryRepository;
  readonly github: FakeGithub;
  /** For what a test writes besides. */
  readonly folder: string;
  /** Runs a workflow, for a push to main unless told otherwise. */
  readonly run: (source: string, options?: Partial<RunWorkflowOptions>) => Promise<WorkflowResult>;
  /** A pull request of the given repository, real in git and known to GitHub. */
  readonly pullRequest: (head?: string) => PullRequest;
  /** Ends it; throws what GitHub has to complain about. */
  readonly close: () => Promise<void>;
};

export async function openShop(): Promise<Shop> {
  const git = createRepository();
  git.commit("shop", { "a.txt": "1" });
  const github = await startFakeGithub();
  const artifacts = addArtifactService(github);
  github.learn(git.root);
  const folder = createTemporaryFolder();
  return {
    git,
    github,
    folder,
    run: (source, options = {}) =>
      runWorkflow(source.replaceAll("PIN", pin), {
        github,
        artifacts,
        trigger: github.event.push("main"),
        repositories: { "octo/shop": git.root },
        ...options,
      }),
    pullRequest: (head = "octo/shop") => pullRequestOf(git, github, head),
    async close() {
      git.cleanup();
      rmSync(folder, { recursive: true });
      await github.close();
      github.assertClean();
    },
  };
}

function pullRequestOf(git: TemporaryRepository, github: FakeGithub, head: string): PullRequest {
  const base = git.git("rev-parse", "main");
  git.branch("change");
  const sha = git.commit("change", { "a.txt": "2" });
  git.git("switch", "--quiet", "--detach", "main");
  git.git("merge", "--quiet", "--no-ff", "change");
  const mergeSha = git.git("rev-parse", "HEAD");
  git.git("switch", "--quiet", "main");
  if (head === "octo/shop") github.learn(git.root);
  return github.add.pullRequest({
    number: 7,
    head: { repository: head, branch: "change", sha },
    base: { branch: "main", sha: base },
    mergeSha,
  });
}

/** How each job ended. */
export function resultsOf({ jobs }: WorkflowResult): Record<string, string> {
  return Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]));
}

/** An action that sends one request to the API as its job, and prints the status. */
export function ask(folder: string): Record<string, string> {
  const code = `
    const { GITHUB_API_URL: api, GITHUB_REPOSITORY: name, INPUT_PATH: path, INPUT_BODY: body, INPUT_TOKEN: token } = process.env;
    const headers = { authorization: "Bearer " + token, "content-type": "application/json" };
    const post = body === "" ? {} : { method: "POST", body };
    const { status } = await fetch(api + "/repos/" + name + "/" + path, { headers, ...post });
    console.log(status, process.env.INPUT_KEY);`;
  const inputs = `{ path: {}, body: {}, key: {}, token: { default: "\${{ github.token }}" } }`;
  return { "octo/tools/ask": writeAction(join(folder, "ask"), code, inputs) };
}
