import { rmSync } from "node:fs";
import { join } from "node:path";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { type FakeGithub, type PullRequest, startFakeGithub, type Trigger } from "@tollgate/testkit/github";
import {
  type ArtifactService,
  addArtifactService,
  pushToFake,
  type RunWorkflowOptions,
  runWorkflow,
  type WorkflowResult,
} from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeAction } from "./tiny-action.ts";

let shop: TemporaryRepository;
let github: FakeGithub;
let artifacts: ArtifactService;
let folder: string;
beforeEach(async () => {
  shop = createRepository();
  shop.commit("shop", { "a.txt": "1" });
  github = await startFakeGithub();
  artifacts = addArtifactService(github);
  pushToFake(github, shop.root);
  folder = createTemporaryFolder();
});
afterEach(async () => {
  shop.cleanup();
  rmSync(folder, { recursive: true });
  await github.close();
  github.assertClean();
});

const pin = "b".repeat(40);

async function run(source: string, options: Partial<RunWorkflowOptions> = {}): Promise<WorkflowResult> {
  return await runWorkflow(source.replaceAll("PIN", pin), {
    github,
    artifacts,
    trigger: github.event.push("main"),
    repositories: { "octo/shop": shop.root },
    ...options,
  });
}

const results = ({ jobs }: WorkflowResult): Record<string, string> =>
  Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]));

/** A pull request of the given repository, real in git and known to the fake. */
function pullRequest(head = "octo/shop"): PullRequest {
  const base = shop.git("rev-parse", "main");
  shop.branch("change");
  const sha = shop.commit("change", { "a.txt": "2" });
  shop.git("switch", "--quiet", "--detach", "main");
  shop.git("merge", "--quiet", "--no-ff", "change");
  const mergeSha = shop.git("rev-parse", "HEAD");
  shop.git("switch", "--quiet", "main");
  if (head === "octo/shop") pushToFake(github, shop.root);
  return github.add.pullRequest({
    number: 7,
    head: { repository: head, branch: "change", sha },
    base: { branch: "main", sha: base },
    mergeSha,
  });
}

/** An action that sends one request to the API as its job, and prints the status. */
function ask(): Record<string, string> {
  const code = `
    const { GITHUB_API_URL: api, GITHUB_REPOSITORY: name, INPUT_PATH: path, INPUT_BODY: body, INPUT_TOKEN: token } = process.env;
    const headers = { authorization: "Bearer " + token, "content-type": "application/json" };
    const post = body === "" ? {} : { method: "POST", body };
    const { status } = await fetch(api + "/repos/" + name + "/" + path, { headers, ...post });
    console.log(status, process.env.INPUT_KEY);`;
  const inputs = `{ path: {}, body: {}, key: {}, token: { default: "\${{ github.token }}" } }`;
  return { "octo/tools/ask": writeAction(join(folder, "ask"), code, inputs) };
}

describe("jobs", () => {
  it("hand artifacts and outputs to those that need them", async () => {
    const client = `import { DefaultArtifactClient } from ${JSON.stringify(import.meta.resolve("@actions/artifact"))};
      const client = new DefaultArtifactClient();`;
    const actions = {
      "octo/tools/keep": writeAction(
        join(folder, "keep"),
        `${client}
         writeFileSync("bundle.txt", process.env.INPUT_TEXT);
         await client.uploadArtifact("bundle-" + process.env.INPUT_TEXT, ["bundle.txt"], ".");`,
        "{ text: {} }",
      ),
      "octo/tools/join": writeAction(
        join(folder, "join"),
        `${client}
         const names = (await client.listArtifacts()).artifacts.map(({ name }) => name).sort();
         appendFileSync(process.env.GITHUB_OUTPUT, "names=" + names + "\\n");`,
      ),
    };
    const result = await run(
      `
      name: CI
      on: { push: { branches: [main] } }
      permissions: { contents: read }
      jobs:
        test:
          strategy: { fail-fast: false, matrix: { shard: [1, 2] } }
          steps:
            - uses: actions/checkout@PIN
            - uses: octo/tools/keep@PIN
              with: { text: "\${{ matrix.shard }}" }
        gate:
          needs: test
          if: always()
          outputs: { names: "\${{ steps.join.outputs.names }}" }
          steps: [{ id: join, uses: octo/tools/join@PIN }]
        after:
          needs: gate
          steps: [{ run: "echo \${{ needs.gate.outputs.names }} \${{ needs.gate.result }} $GITHUB_JOB" }]
      `,
      { actions },
    );
    expect(results(result)).toEqual({
      "test (1)": "success",
      "test (2)": "success",
      gate: "success",
      after: "success",
    });
    expect(result.jobs.get("after")?.log).toBe("bundle-1,bundle-2 success after\n");
    expect(github.state.artifacts.map(({ name, run: id }) => [name, id === result.run.id])).toEqual([
      ["bundle-1", true],
      ["bundle-2", true],
    ]);
    expect(
      github.state.jobs.map(({ name, status, conclusion }) => `${name} ${status} ${conclusion}`),
    ).toEqual([
      "test (1) completed success",
      "test (2) completed success",
      "gate completed success",
      "after completed success",
    ]);
    expect(result.run).toMatchObject({
      event: "push",
      headBranch: "main",
      attempts: [{ conclusion: "success" }],
    });
  });

  it("are left out after a failure, unless they ask to run", async () => {
    const result = await run(`
      on: push
      jobs:
        bad: { steps: [{ run: exit 1 }] }
        next: { needs: bad, steps: [{ run: "true" }] }
        last: { needs: [next], if: "always() && github.event_name == 'push'", steps: [{ run: "true" }] }
        told: { needs: last, if: failure(), steps: [{ run: "true" }] }
        not-told: { needs: last, steps: [{ run: "true" }] }
    `);
    expect(results(result)).toEqual({
      bad: "failure",
      next: "skipped",
      last: "success",
      told: "success",
      "not-told": "skipped",
    });
    expect(result.conclusion).toBe("failure");
    expect(github.state.jobs.find(({ name }) => name === "next")?.conclusion).toBe("skipped");
  });

  it("are named, and stop with the first failure of their matrix", async () => {
    const result = await run(`
      on: push
      jobs:
        test:
          name: Test of \${{ matrix.os }}
          strategy: { matrix: { os: [a, b, c] } }
          steps: [{ run: "[ \${{ matrix.os }} = a ]" }]
    `);
    expect(results(result)).toEqual({
      "Test of a": "success",
      "Test of b": "failure",
      "Test of c": "cancelled",
    });
  });

  it("have the matrix that an earlier job made", async () => {
    const result = await run(`
      on: [push, pull_request]
      jobs:
        plan:
          outputs: { legs: "\${{ steps.legs.outputs.legs }}" }
          steps: [{ id: legs, run: "echo 'legs={\\"n\\":[1,2]}' >> $GITHUB_OUTPUT" }]
        test:
          needs: plan
          strategy: { matrix: "\${{ fromJSON(needs.plan.outputs.legs) }}" }
          steps: [{ run: "echo \${{ matrix.n }} of \${{ strategy.job-total }}" }]
    `);
    expect(result.jobs.get("test (2)")?.log).toBe("2 of 2\n");
  });

  it("have the rights that the workflow grants, and forks read at most", async () => {
    const pull = pullRequest("mallory/shop");
    const source = `
      on: [push, pull_request, pull_request_target]
      permissions: { contents: read }
      jobs:
        comment:
          permissions: { pull-requests: write }
          steps:
            - uses: octo/tools/ask@PIN
              with: { path: issues/7/comments, body: '{"body":"hello"}', key: "\${{ secrets.KEY }}" }
    `;
    const secrets = { KEY: "a" };
    const said = async (trigger: Trigger): Promise<string | undefined> =>
      (await run(source, { trigger, secrets, actions: ask() })).jobs.get("comment")?.steps[0]?.output;
    expect(await said(github.event.pullRequest(pull))).toBe("403 \n");
    expect(await said(github.event.pullRequestTarget(pull))).toBe("201 a\n");
    github.state.comments.length = 0;
  });

  it("have every right with write-all, none of what is not named", async () => {
    const source = (permissions: string): string => `
      on: push
      permissions: ${permissions}
      jobs: { a: { steps: [{ uses: octo/tools/ask@PIN, with: { path: actions/artifacts } }] } }`;
    const codes = [];
    for (const granted of ["write-all", "read-all", "{ contents: read }", "{}"])
      codes.push((await run(source(granted), { actions: ask() })).jobs.get("a")?.log.trim());
    expect(codes).toEqual(["200", "200", "403", "403"]);
  });

  it("are told of their event", async () => {
    const pull = pullRequest();
    const source = `
      on: { pull_request: {}, workflow_run: { workflows: [.github/workflows/ci.yml] }, workflow_dispatch: { inputs: { who: { default: me } } } }
      env: { FROM: workflow }
      jobs:
        tell:
          env: { FROM: job }
          steps: [{ run: "echo $FROM $GITHUB_EVENT_NAME \${{ github.event.pull_request.number || github.event.workflow_run.id || inputs.who }} $GITHUB_REF $GITHUB_HEAD_REF" }]
    `;
    const told = async (trigger: Trigger): Promise<string | undefined> =>
      (await run(source, { trigger })).jobs.get("tell")?.log;
    expect(await told(github.event.pullRequest(pull))).toBe("job pull_request 7 refs/pull/7/merge change\n");
    const [first] = github.state.runs;
    expect(first).toMatchObject({ headSha: pull.head.sha, headBranch: "change" });
    expect(await told(github.event.workflowRun(first!))).toBe(
      `job workflow_run ${first!.id} refs/heads/main\n`,
    );
    expect(await told(github.event.workflowDispatch("main"))).toBe(
      "job workflow_dispatch me refs/heads/main\n",
    );
  });

  it("are cancelled together, and those that clean up are not", async () => {
    const press = new AbortController();
    const source = `
      on: push
      jobs:
        slow: { steps: [{ run: "echo ready; exec sleep 1000" }] }
        next: { needs: slow, steps: [{ run: "true" }] }
        last: { needs: slow, if: always(), steps: [{ run: "true" }] }
    `;
    const result = await run(source, {
      cancel: { signal: press.signal },
      onLine: (line) => line === "ready" && press.abort(),
    });
    expect(results(result)).toEqual({ slow: "cancelled", next: "skipped", last: "success" });
    expect(result.conclusion).toBe("cancelled");
  });
});

describe("a second attempt", () => {
  it("runs what failed and what comes after it, and keeps the rest", async () => {
    const source = `
      on: push
      jobs:
        test:
          strategy: { fail-fast: false, matrix: { n: [1, 2] } }
          steps: [{ run: "echo \${{ github.run_attempt }}; [ $GITHUB_RUN_ATTEMPT = \${{ matrix.n }} ]" }]
        lint: { steps: [{ run: "echo \${{ github.run_attempt }}" }] }
        gate: { needs: [test, lint], steps: [{ run: "echo \${{ github.run_attempt }}" }] }
    `;
    const first = await run(source);
    expect(results(first)).toEqual({
      "test (1)": "success",
      "test (2)": "failure",
      lint: "success",
      gate: "skipped",
    });
    const second = await run(source, { rerun: first });
    expect(results(second)).toEqual({
      "test (1)": "success",
      "test (2)": "success",
      lint: "success",
      gate: "success",
    });
    expect([...second.jobs.values()].map(({ log }) => log)).toEqual(["1\n", "2\n", "1\n", "2\n"]);
    expect(second.run.attempts.map(({ conclusion }) => conclusion)).toEqual(["failure", "success"]);
    const attempts = github.state.jobs.filter(({ attempt }) => attempt === 2).map(({ name }) => name);
    expect(attempts.sort()).toEqual(["gate", "lint", "test (1)", "test (2)"]);
  });

  it("needs names that lead back to their job", async () => {
    const source = `{ on: push, jobs: { a: { name: "\${{ 'A' }}", steps: [{ run: exit 1 }] } } }`;
    const first = await run(source);
    await expect(run(source, { rerun: first })).rejects.toThrow("no job is called A");
  });
});

describe("a workflow that is not run", () => {
  const steps = "steps: [{ run: x }]";
  it.each([
    [
      "does not listen to the event",
      `{ on: pull_request, jobs: { a: { ${steps} } } }`,
      "does not listen to push",
    ],
    [
      "listens to another branch",
      `{ on: { push: { branches: ["rel/*", "v**"] } }, jobs: { a: { ${steps} } } }`,
      "branch main is not one of rel/*, v**",
    ],
    [
      "filters by path",
      `{ on: { push: { paths: [a] } }, jobs: { a: { ${steps} } } }`,
      "the filter paths is not known here",
    ],
    [
      "has a container",
      `{ on: push, jobs: { a: { container: x, ${steps} } } }`,
      "job a: container is not run here",
    ],
    ["has a job without steps", "{ on: push, jobs: { a: {} } }", "job a has no steps"],
    [
      "needs what is not there",
      `{ on: push, jobs: { a: { needs: b, ${steps} } } }`,
      "job a needs b, which is not there",
    ],
    [
      "needs itself",
      `{ on: push, jobs: { a: { needs: b, ${steps} }, b: { needs: a, ${steps} } } }`,
      "jobs need each other: a, b, a",
    ],
    ["has no jobs", "{ on: push }", "jobs is not a map"],
    [
      "has a matrix of text",
      `{ on: push, jobs: { a: { strategy: { matrix: x }, ${steps} } } }`,
      'a matrix is not "x"',
    ],
    [
      "has a matrix without lists",
      `{ on: push, jobs: { a: { strategy: { matrix: { n: 1 } }, ${steps} } } }`,
      "a list was expected",
    ],
    [
      "has strange permissions",
      `{ on: push, permissions: some, jobs: { a: { ${steps} } } }`,
      'permissions are not "some"',
    ],
  ])("%s", async (_, source, message) => {
    await expect(run(source)).rejects.toThrow(message);
  });

  it("listens to another activity, or follows another workflow", async () => {
    const trigger = github.event.pullRequest(pullRequest(), { action: "labeled" });
    await expect(run(`{ on: pull_request, jobs: { a: { ${steps} } } }`, { trigger })).rejects.toThrow(
      "it does not listen to pull_request labeled",
    );
    const after = github.event.workflowRun(github.add.run());
    const follows = `{ on: { workflow_run: { workflows: [Other] } }, jobs: { a: { ${steps} } } }`;
    await expect(run(follows, { trigger: after })).rejects.toThrow("it follows Other, not ci");
  });
});
