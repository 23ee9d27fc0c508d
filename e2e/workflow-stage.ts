import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import {
  type FakeGithub,
  type FakeGithubOptions,
  type PullRequest,
  startFakeGithub,
  type Trigger,
} from "@tollgate/testkit/github";
import {
  addArtifactService,
  type RunWorkflowOptions,
  runWorkflow,
  type WorkflowResult,
} from "@tollgate/testkit/runner";
import { builtActions, counted } from "./actions-stage.ts";
import { root } from "./run-tollgate.ts";

type Files = Readonly<Record<string, string>>;

/** A small repository on GitHub whose tests are run by Node, and its workflows. */
export type WorkflowStage = {
  readonly github: FakeGithub;
  readonly shop: TemporaryRepository;
  /** Runs a workflow's text as the runner would. */
  readonly run: (
    source: string,
    trigger: Trigger,
    options?: Pick<RunWorkflowOptions, "rerun" | "path" | "machine">,
  ) => Promise<WorkflowResult>;
  /** A pull request with a change, of a fork where one is named. */
  readonly open: (files: Files, fork?: string) => PullRequest;
  readonly close: () => Promise<void>;
};

/** A file of docs/workflows. */
export function shown(name: string): string {
  return readFileSync(join(root, "docs/workflows", name), "utf8");
}

/** Tests as Node's own runner runs them: `--shard=I/N` as vitest and Playwright spell it. */
const runTests = `import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
const [kind, ...rest] = process.argv.slice(2);
const shard = rest.map((text) => /^--shard=(.*)$/.exec(text)?.[1]).find(Boolean);
mkdirSync("reports/" + kind, { recursive: true });
const { status } = spawnSync(process.execPath, [
  "--test",
  ...(shard === undefined ? [] : ["--test-shard=" + shard]),
  "--test-reporter=spec", "--test-reporter-destination=stdout",
  "--test-reporter=junit", "--test-reporter-destination=reports/" + kind + "/junit.xml",
  "test/*.test.mjs",
], { stdio: "inherit" });
process.exitCode = status ?? 1;
`;

export const testOf = (name: string, assertion = "1, 1"): string =>
  `import assert from "node:assert";
import { test } from "node:test";
test(${JSON.stringify(name)}, () => assert.equal(${assertion}));
`;

const files: Files = {
  ".gitignore": "node_modules/\nreports/\n.turbo/\n.tollgate/*\n!.tollgate/waivers/\n",
  "package.json": `${JSON.stringify({
    name: "shop",
    private: true,
    scripts: {
      test: "node run-tests.mjs unit",
      "test:unit": "node run-tests.mjs unit",
      "test:e2e": "node run-tests.mjs e2e",
    },
  })}\n`,
  "package-lock.json": `${JSON.stringify({ name: "shop", lockfileVersion: 3, requires: true, packages: { "": { name: "shop" } } })}\n`,
  "run-tests.mjs": runTests,
  "test/adds.test.mjs": testOf("adds"),
  "test/pays.test.mjs": testOf("pays"),
  "test/removes.test.mjs": testOf("removes"),
  "test/sends.test.mjs": testOf("sends"),
  "tollgate.yml": "version: 1\nexpect: { from: none }\n",
};

export type WorkflowStageOptions = {
  readonly files?: Files;
  readonly github?: FakeGithubOptions;
  readonly serverUrl?: string;
};

export async function createWorkflowStage(options: WorkflowStageOptions = {}): Promise<WorkflowStage> {
  const github = await startFakeGithub(options.github);
  const artifacts = addArtifactService(github);
  const shop = createRepository();
  shop.commit("shop", options.files ?? files);
  github.learn(shop.root);
  return {
    github,
    shop,
    run: (source, trigger, { machine, ...more } = {}) =>
      runWorkflow(source, {
        ...{ github, artifacts, trigger },
        actions: Object.fromEntries(
          ["collect", "gate", "publish"].map((name) => [
            `OWNER/tollgate/actions/${name}`,
            join(builtActions, name),
          ]),
        ),
        repositories: { "octo/shop": shop.root },
        machine: { ...machineOfTests(), ...machine },
        ...(options.serverUrl === undefined ? {} : { serverUrl: options.serverUrl }),
        ...more,
      }),
    open: (changed, fork) => openPullRequest(shop, github, changed, fork),
    async close() {
      await github.close();
      shop.cleanup();
      github.assertClean();
    },
  };
}

/** What is installed here, and nothing from elsewhere. */
function machineOfTests(): Readonly<Record<string, string>> {
  return {
    ...counted(),
    PATH: [join(root, "node_modules/.bin"), process.env["PATH"] ?? ""].join(delimiter),
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
    TURBO_TELEMETRY_DISABLED: "1",
  };
}

function openPullRequest(
  shop: TemporaryRepository,
  github: FakeGithub,
  changed: Files,
  fork: string | undefined,
): PullRequest {
  const number = github.state.pulls.length + 1;
  const base = shop.git("rev-parse", "main");
  const branch = `change-${number}`;
  shop.branch(branch);
  const sha = shop.commit("a change", changed);
  shop.git("switch", "--quiet", "--detach", base);
  shop.git("merge", "--quiet", "--no-ff", "--message=merge", sha);
  const mergeSha = shop.git("rev-parse", "HEAD");
  shop.git("update-ref", `refs/pull/${number}/head`, sha);
  shop.git("update-ref", `refs/pull/${number}/merge`, mergeSha);
  shop.git("switch", "--quiet", "main");
  // A fork's branch is none of the repository's.
  if (fork !== undefined) shop.git("branch", "--quiet", "-D", branch);
  github.learn(shop.root);
  const pull = github.add.pullRequest({
    number,
    head: { ...(fork === undefined ? {} : { repository: fork }), branch, sha },
    base: { branch: "main", sha: base },
    mergeSha,
  });
  for (const filename of Object.keys(changed)) github.add.file(pull, { filename });
  return pull;
}

/** A monorepo of pnpm and turbo with the same tests in two packages. */
export const turboFiles: Files = {
  ".gitignore": "node_modules/\nreports/\n.turbo/\n.tollgate/*\n!.tollgate/waivers/\n",
  "package.json": '{ "name": "shop", "private": true, "packageManager": "pnpm@12.21.0" }\n',
  "pnpm-workspace.yaml": "packages: [packages/*]\npmOnFail: ignore\n",
  "pnpm-lock.yaml": "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  packages/api: {}\n  packages/web: {}\n",
  "turbo.json": '{ "tasks": { "test": { "outputs": ["reports/**"] } } }\n',
  ...member("api"),
  ...member("web"),
};

function member(name: string): Files {
  const test =
    "mkdir -p reports/unit && node --test --test-reporter=junit --test-reporter-destination=reports/unit/junit.xml";
  return {
    [`packages/${name}/package.json`]: `${JSON.stringify({ name: `@shop/${name}`, version: "1.0.0", scripts: { test } })}\n`,
    [`packages/${name}/test/${name}.test.mjs`]: testOf(name),
  };
}

/** How each job ended. */
export function resultsOf({ jobs }: WorkflowResult): Readonly<Record<string, string>> {
  return Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]));
}

/** What all jobs printed. */
export function logOf({ jobs }: WorkflowResult): string {
  return [...jobs.values()].map(({ log }) => log).join("\n");
}
