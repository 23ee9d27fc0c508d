import { join } from "node:path";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { type FakeGithub, type FakeGithubOptions, startFakeGithub } from "@tollgate/testkit/github";
import {
  type ArtifactService,
  addArtifactService,
  type RunActionOptions,
  type RunContext,
  runAction,
  type StepResult,
} from "@tollgate/testkit/runner";
import { root } from "./run-tollgate.ts";

type Files = Readonly<Record<string, string>>;
type Pull = FakeGithub["state"]["pulls"][number];
type Run = FakeGithub["state"]["runs"][number];
type Trigger = ReturnType<FakeGithub["event"]["push"]>;

/** A repository on GitHub with a pull request, and everything that runs of its workflow need. */
export type Stage = {
  readonly github: FakeGithub;
  readonly shop: TemporaryRepository;
  readonly pull: Pull;
  /** A run of the workflow on the commit of a trigger. */
  readonly start: (trigger: Trigger, options?: StartOptions) => StageRun;
  readonly close: () => Promise<void>;
};

type StartOptions = {
  /** Of the run's token. @default what each action's README asks for together */
  readonly permissions?: Readonly<Record<string, "read" | "write">>;
  readonly isFork?: boolean;
  /** GITHUB_SERVER_URL, where it is not GitHub's own. */
  readonly serverUrl?: string;
};

/** A run of a workflow: jobs with a checkout each. */
export type StageRun = {
  readonly run: Run;
  readonly token: string;
  /** Runs an action in the checkout of a job; `reports` are what its tests wrote. */
  readonly step: (action: Action, options: StepOptions) => Promise<StepResult>;
  /** Counts up the attempt: "re-run failed jobs" of these names. */
  readonly rerun: (jobs: readonly string[]) => void;
  readonly checkout: (job: string) => TemporaryRepository;
};

/** The actions as they are shipped, or with counters where the tests are measured (`scripts/test/main.ts`). */
export const builtActions: string = process.env["TOLLGATE_BUILT_ACTIONS"] ?? join(root, "actions");

type Action = "collect" | "gate" | "publish";

type StepOptions = Pick<RunActionOptions, "cancel" | "onLine" | "env"> & {
  readonly job: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly reports?: Files;
  /** False where the artifact service is not given to the step. @default true */
  readonly hasServices?: boolean;
};

export const junit = (...cases: readonly string[]): string =>
  `<testsuite name="cart">${cases.map((name) => `<testcase classname="cart" ${name}</testcase>`).join("")}</testsuite>\n`;
export const passing: string = junit('name="adds">', 'name="removes">');
export const failing: string = junit('name="adds">', 'name="removes"><failure message="2 is not 1"/>');

const granted = { contents: "read", actions: "read", checks: "write", "pull-requests": "write" } as const;

export type StageOptions = {
  /** What the pull request adds. */
  readonly change?: Files;
  readonly policy?: string;
  readonly github?: FakeGithubOptions;
};

export async function createStage(options: StageOptions = {}): Promise<Stage> {
  const github = await startFakeGithub(options.github);
  const service = addArtifactService(github);
  const shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\n",
    "package.json": '{ "name": "shop" }\n',
    "src/cart.ts": "export const add = (a: number, b: number): number => a + b;\n",
    "tollgate.yml": options.policy ?? "version: 1\n",
  });
  const base = shop.git("rev-parse", "HEAD");
  shop.branch("feature");
  const head = shop.commit("a change", options.change ?? { "src/cart.ts": "export const add = 1;\n" });
  shop.git("switch", "--quiet", "--detach", base);
  shop.git("merge", "--quiet", "--no-ff", "--message=merge", head);
  const mergeSha = shop.git("rev-parse", "HEAD");
  shop.git("update-ref", "refs/pull/1/merge", mergeSha);
  shop.git("update-ref", "refs/pull/1/head", head);
  shop.git("switch", "--quiet", "main");
  github.learn(shop.root);
  const pull = github.add.pullRequest({ head: { sha: head }, base: { sha: base }, mergeSha });
  github.add.file(pull, { filename: "src/cart.ts" });
  return {
    ...{ github, shop, pull },
    start: (trigger, start = {}) => startRun({ github, service, shop }, trigger, start),
    async close() {
      await github.close();
      shop.cleanup();
    },
  };
}

type Place = {
  readonly github: FakeGithub;
  readonly service: ArtifactService;
  readonly shop: TemporaryRepository;
};

function startRun(
  place: Place,
  trigger: Trigger,
  { permissions = granted, isFork = false, serverUrl }: StartOptions,
): StageRun {
  const { github, service, shop } = place;
  const token = github.token({ permissions, fork: isFork });
  const pullHead = trigger.event["pull_request"] as { head?: { sha?: string } } | undefined; // GitHub's payload
  const run = github.add.run({
    event: trigger.eventName,
    headSha: pullHead?.head?.sha ?? trigger.sha,
    headBranch: trigger.headRef ?? trigger.ref.replace("refs/heads/", ""),
  });
  const clones = new Map<string, TemporaryRepository>();
  const checkout = (job: string): TemporaryRepository => {
    const clone = clones.get(job) ?? shop.clone("--no-checkout");
    if (!clones.has(job)) {
      clone.git("fetch", "--quiet", "origin", trigger.sha);
      clone.git("switch", "--quiet", "--detach", trigger.sha);
    }
    clones.set(job, clone);
    return clone;
  };
  return {
    ...{ run, token, checkout },
    rerun(jobs) {
      github.add.attempt(run, jobs);
      for (const job of jobs) clones.delete(job);
    },
    async step(action, { job, reports = {}, hasServices = true, with: given = {}, env = {}, ...rest }) {
      const clone = checkout(job);
      clone.write(reports);
      const attempt = run.attempts.length;
      const context: RunContext = {
        ...trigger,
        ...{ runId: run.id, runAttempt: attempt, job, token, apiUrl: github.apiUrl },
        ...(serverUrl === undefined ? {} : { serverUrl }),
      };
      const end = beginJob(github, run, job);
      const result = await runAction({
        action: join(builtActions, action),
        run: context,
        workspace: clone.root,
        with: given,
        env: { ...counted(), ...env },
        ...(hasServices ? { services: service.servicesFor({ run: run.id, attempt, job }) } : {}),
        ...rest,
      });
      end(result);
      return result;
    },
  };
}

/** A job runs while one of its steps does, and ends as the last of them. */
function beginJob(github: FakeGithub, run: Run, name: string): (last: StepResult) => void {
  const attempt = run.attempts.length;
  const job =
    github.state.jobs.find((one) => one.run === run.id && one.attempt === attempt && one.name === name) ??
    github.add.job(run, { name, runner: "tollgate-testkit" });
  Object.assign(job, { status: "in_progress", conclusion: null, completedAt: null });
  return ({ outcome }) =>
    Object.assign(job, { status: "completed", conclusion: outcome, completedAt: job.startedAt });
}

/** Where the tests are measured, the built actions leave their counts as the command line does. */
export function counted(): Readonly<Record<string, string>> {
  const folder = process.env["TOLLGATE_COUNTS"];
  return folder === undefined ? {} : { TOLLGATE_COUNTS: folder };
}
