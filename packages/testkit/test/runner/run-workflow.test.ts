import { join } from "node:path";
import type { Trigger } from "@tollgate/testkit/github";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ask, openShop, resultsOf, type Shop } from "./shop.ts";
import { writeAction } from "./tiny-action.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

describe("jobs", () => {
  it("hand artifacts and outputs to those that need them", async () => {
    const client = `import { DefaultArtifactClient } from ${JSON.stringify(import.meta.resolve("@actions/artifact"))};
      const client = new DefaultArtifactClient();`;
    const actions = {
      "octo/tools/keep": writeAction(
        join(shop.folder, "keep"),
        `${client}
         writeFileSync("bundle.txt", process.env.INPUT_TEXT);
         await client.uploadArtifact("bundle-" + process.env.INPUT_TEXT, ["bundle.txt"], ".");`,
        "{ text: {} }",
      ),
      "octo/tools/join": writeAction(
        join(shop.folder, "join"),
        `${client}
         const names = (await client.listArtifacts()).artifacts.map(({ name }) => name).sort();
         appendFileSync(process.env.GITHUB_OUTPUT, "names=" + names + "\\n");`,
      ),
    };
    const result = await shop.run(
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
    expect(resultsOf(result)).toEqual({
      "test (1)": "success",
      "test (2)": "success",
      gate: "success",
      after: "success",
    });
    expect(result.jobs.get("after")?.log).toBe("bundle-1,bundle-2 success after\n");
    expect(shop.github.state.artifacts.map(({ name, run: id }) => [name, id === result.run.id])).toEqual([
      ["bundle-1", true],
      ["bundle-2", true],
    ]);
    expect(
      shop.github.state.jobs.map(({ name, status, conclusion }) => `${name} ${status} ${conclusion}`),
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
    const result = await shop.run(`
      on: push
      jobs:
        bad: { steps: [{ run: exit 1 }] }
        next: { needs: bad, steps: [{ run: "true" }] }
        last: { needs: [next], if: "always() && github.event_name == 'push'", steps: [{ run: "true" }] }
        told: { needs: last, if: failure(), steps: [{ run: "true" }] }
        not-told: { needs: last, steps: [{ run: "true" }] }
    `);
    expect(resultsOf(result)).toEqual({
      bad: "failure",
      next: "skipped",
      last: "success",
      told: "success",
      "not-told": "skipped",
    });
    expect(result.conclusion).toBe("failure");
    expect(shop.github.state.jobs.find(({ name }) => name === "next")?.conclusion).toBe("skipped");
  });

  it("are named, and stop with the first failure of their matrix", async () => {
    const result = await shop.run(`
      on: push
      jobs:
        test:
          name: Test of \${{ matrix.os }}
          strategy: { matrix: { os: [a, b, c] } }
          steps: [{ run: "[ \${{ matrix.os }} = a ]" }]
    `);
    expect(resultsOf(result)).toEqual({
      "Test of a": "success",
      "Test of b": "failure",
      "Test of c": "cancelled",
    });
  });

  it("have the matrix that an earlier job made", async () => {
    const result = await shop.run(`
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
    const pull = shop.pullRequest("mallory/shop");
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
      (await shop.run(source, { trigger, secrets, actions: ask(shop.folder) })).jobs.get("comment")?.steps[0]
        ?.output;
    expect(await said(shop.github.event.pullRequest(pull))).toBe("403 \n");
    expect(await said(shop.github.event.pullRequestTarget(pull))).toBe("201 a\n");
    shop.github.state.comments.length = 0;
  });

  it("have every right with write-all, none of what is not named", async () => {
    const source = (permissions: string): string => `
      on: push
      permissions: ${permissions}
      jobs: { a: { steps: [{ uses: octo/tools/ask@PIN, with: { path: actions/artifacts } }] } }`;
    const codes = [];
    for (const granted of ["write-all", "read-all", "{ contents: read }", "{}"])
      codes.push((await shop.run(source(granted), { actions: ask(shop.folder) })).jobs.get("a")?.log.trim());
    expect(codes).toEqual(["200", "200", "403", "403"]);
  });

  it("tell nobody their token", async () => {
    const steps = [
      `{ run: 'echo "::add-mask::\${{ github.token }}"; echo fine' }`,
      `{ run: 'echo "\${{ github.token }}"' }`,
      `{ run: 'echo "a=\${{ github.token }}" >> $GITHUB_OUTPUT; echo "a" >> $GITHUB_STEP_SUMMARY' }`,
    ];
    await shop.run(`{ on: push, jobs: { a: { steps: [${steps.join(", ")}] } } }`);
    expect(shop.github.violations.splice(0)).toEqual([
      { where: "job a", what: "a secret in the log of step 2" },
      { where: "job a", what: "a secret in the output of step 3" },
    ]);
  });

  it("are told of their event", async () => {
    const pull = shop.pullRequest();
    const source = `
      on: { pull_request: {}, workflow_run: { workflows: [.github/workflows/ci.yml] }, workflow_dispatch: { inputs: { who: { default: me } } } }
      env: { FROM: workflow }
      jobs:
        tell:
          env: { FROM: job }
          steps: [{ run: "echo $FROM $GITHUB_EVENT_NAME \${{ github.event.pull_request.number || github.event.workflow_run.id || inputs.who }} $GITHUB_REF $GITHUB_HEAD_REF" }]
    `;
    const told = async (trigger: Trigger): Promise<string | undefined> =>
      (await shop.run(source, { trigger })).jobs.get("tell")?.log;
    expect(await told(shop.github.event.pullRequest(pull))).toBe(
      "job pull_request 7 refs/pull/7/merge change\n",
    );
    const [first] = shop.github.state.runs;
    expect(first).toMatchObject({ headSha: pull.head.sha, headBranch: "change" });
    expect(await told(shop.github.event.workflowRun(first!))).toBe(
      `job workflow_run ${first!.id} refs/heads/main\n`,
    );
    expect(await told(shop.github.event.workflowDispatch("main"))).toBe(
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
    const result = await shop.run(source, {
      cancel: { signal: press.signal },
      onLine: (line) => line === "ready" && press.abort(),
    });
    expect(resultsOf(result)).toEqual({ slow: "cancelled", next: "skipped", last: "success" });
    expect(result.conclusion).toBe("cancelled");
  });
});

it("a server of one's own is told to the jobs", async () => {
  const source =
    "{ on: push, jobs: { a: { steps: [{ uses: actions/checkout@PIN }, { run: echo $GITHUB_SERVER_URL; git config remote.origin.url }] } } }";
  const result = await shop.run(source, { serverUrl: "https://github.example.com" });
  expect(result.jobs.get("a")?.log).toBe(
    "https://github.example.com\nhttps://github.example.com/octo/shop\n",
  );
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
    const first = await shop.run(source);
    expect(resultsOf(first)).toEqual({
      "test (1)": "success",
      "test (2)": "failure",
      lint: "success",
      gate: "skipped",
    });
    const second = await shop.run(source, { rerun: first });
    expect(resultsOf(second)).toEqual({
      "test (1)": "success",
      "test (2)": "success",
      lint: "success",
      gate: "success",
    });
    expect([...second.jobs.values()].map(({ log }) => log)).toEqual(["1\n", "2\n", "1\n", "2\n"]);
    expect(second.run.attempts.map(({ conclusion }) => conclusion)).toEqual(["failure", "success"]);
    const attempts = shop.github.state.jobs.filter(({ attempt }) => attempt === 2).map(({ name }) => name);
    expect(attempts.sort()).toEqual(["gate", "lint", "test (1)", "test (2)"]);
  });

  it("needs names that lead back to their job", async () => {
    const source = `{ on: push, jobs: { a: { name: "\${{ 'A' }}", steps: [{ run: exit 1 }] } } }`;
    const first = await shop.run(source);
    await expect(shop.run(source, { rerun: first })).rejects.toThrow("no job is called A");
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
    await expect(shop.run(source)).rejects.toThrow(message);
  });

  it("listens to another activity, or follows another workflow", async () => {
    const trigger = shop.github.event.pullRequest(shop.pullRequest(), { action: "labeled" });
    await expect(shop.run(`{ on: pull_request, jobs: { a: { ${steps} } } }`, { trigger })).rejects.toThrow(
      "it does not listen to pull_request labeled",
    );
    const after = shop.github.event.workflowRun(shop.github.add.run());
    const follows = `{ on: { workflow_run: { workflows: [Other] } }, jobs: { a: { ${steps} } } }`;
    await expect(shop.run(follows, { trigger: after })).rejects.toThrow("it follows Other, not ci");
  });
});
