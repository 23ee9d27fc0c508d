import { rmSync } from "node:fs";
import { join } from "node:path";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { type JobResult, type RunJobOptions, runJob } from "@tollgate/testkit/runner";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { aRun, writeAction } from "./tiny-action.ts";

let folder: string;
beforeEach(() => {
  folder = createTemporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

const pin = "b".repeat(40);

/** Steps as they stand in a workflow; `octo/say` is an action that sets the output `said` to its input. */
async function job(steps: string, options: Partial<RunJobOptions> = {}): Promise<JobResult> {
  const say = writeAction(
    join(folder, "say"),
    `appendFileSync(process.env.GITHUB_OUTPUT, "said=" + process.env.INPUT_TEXT + "\\n");
     console.log(process.env.INPUT_TEXT, process.env.ACTIONS_RESULTS_URL ?? "alone");`,
    "{ text: { default: nothing } }",
  );
  const actions = { "octo/tools/say": say };
  return await runJob({ steps: parse(steps.replaceAll("PIN", pin)), run: aRun(), actions, ...options });
}

const outcomes = ({ steps }: JobResult): readonly string[] => steps.map(({ outcome }) => outcome);

describe("steps", () => {
  it("hand on outputs, variables and paths", async () => {
    const result = await job(
      `
      - id: first
        uses: octo/tools/say@PIN # v1
        with: { text: "\${{ github.event_name }} of \${{ matrix.shard }}" }
      - run: |
          echo "NAME=\${{ steps.first.outputs.said }}" >> "$GITHUB_ENV"
          mkdir bin; printf '#!/bin/sh\\necho found' > bin/finder; chmod +x bin/finder
          echo "$PWD/bin" >> "$GITHUB_PATH"
      - run: 'finder; echo "$NAME, $WHO, \${{ env.WHO }}, \${{ runner.temp != null }}"'
        env: { WHO: step }
      - uses: octo/tools/say@PIN
        env: { INPUT_UNUSED: 1 }
      `,
      {
        contexts: { matrix: { shard: 3 } },
        env: { WHO: "job" },
        outputs: { all: `\${{ steps.first.outputs.said }}!` },
        services: { resultsUrl: "http://127.0.0.1:9/", runtimeToken: "rrrrrrrrrr" },
      },
    );
    expect(result.log).toBe(
      "push of 3 http://127.0.0.1:9/\nfound\npush of 3, step, step, true\nnothing http://127.0.0.1:9/\n",
    );
    expect(result).toMatchObject({ result: "success", outputs: { all: "push of 3!" } });
  });

  it("give a script no way to the run's services", async () => {
    const services = { resultsUrl: "http://127.0.0.1:9/", runtimeToken: "rrrrrrrrrr" };
    const { log } = await job("- run: env | grep -c ACTIONS_R || true", { services });
    expect(log).toBe("0\n");
  });

  it("are left out after a failure, unless they ask to run", async () => {
    const result = await job(`
      - run: exit 3
      - run: "true"
      - { run: "echo \${{ job.status }}", if: always() }
      - { run: "true", if: failure() }
      - { run: "true", if: "\${{ success() || cancelled() }}" }
      - { run: "true", if: "github.event_name == 'push'" }
    `);
    expect(result.result).toBe("failure");
    expect(outcomes(result)).toEqual(["failure", "skipped", "success", "success", "skipped", "skipped"]);
    expect(result.log).toBe("##[error]Process completed with exit code 3.\nfailure\n");
    expect(result.annotations).toMatchObject([
      { level: "error", message: "Process completed with exit code 3." },
    ]);
  });

  it("may fail where the workflow allows it", async () => {
    const result = await job(`
      - { id: one, run: exit 1, continue-on-error: true }
      - run: echo "\${{ steps.one.outcome }} \${{ steps.one.conclusion }}"
    `);
    expect(result.result).toBe("success");
    expect(result.log).toContain("failure success\n");
  });

  it("run in their folder, with the shell's own strictness", async () => {
    const result = await job(`
      - run: mkdir inner
      - { run: "false | basename $PWD", working-directory: inner }
      - { run: "false | true", shell: bash }
    `);
    expect(outcomes(result)).toEqual(["success", "success", "failure"]);
    expect(result.log).toContain("inner\n");
  });

  it("keep one set of masks, and outputs without secrets", async () => {
    const result = await job(
      `
      - run: echo "::add-mask::hush"
      - { id: said, run: 'echo "# hush" >> $GITHUB_STEP_SUMMARY; echo "word=hush" >> $GITHUB_OUTPUT' }
      - run: echo hush \${{ secrets.KEY }} \${{ secrets.GITHUB_TOKEN }}
      `,
      {
        run: aRun({ token: "ghs_secret" }),
        contexts: { secrets: { KEY: "key-of-all" } },
        outputs: { word: `\${{ steps.said.outputs.word }}`, other: "1" },
      },
    );
    expect(result.log).toBe("*** *** ***\n");
    expect(result.summaries).toEqual(["# ***\n"]);
    expect(result.outputs).toEqual({ other: "1" });
  });

  it("are cancelled, and those that clean up are not", async () => {
    const press = new AbortController();
    const result = await job(
      `
      - run: trap 'exit 1' INT; echo ready; sleep 1000 & wait
      - run: "true"
      - { run: echo cleaned, if: always() }
      `,
      { cancel: { signal: press.signal }, onLine: (line) => line === "ready" && press.abort() },
    );
    expect(result.result).toBe("cancelled");
    expect(outcomes(result)).toEqual(["cancelled", "skipped", "success"]);
  });

  it.each([
    [
      "an action that nothing stands in for",
      "- uses: octo/unknown@PIN",
      `nothing stands in for octo/unknown@${pin}`,
    ],
    [
      "a property of every object as an action",
      "- uses: constructor@PIN",
      "nothing stands in for constructor@",
    ],
    ["an action without a ref", "- uses: octo/tools/say", "uses without a ref: octo/tools/say"],
    ["a step that does nothing", "- name: x", "a step has neither uses nor run"],
    ["another shell", "- { run: x, shell: pwsh }", "only bash is run here, not pwsh"],
    ["an expression that does not end", '- run: "echo ${{ 1"', "an expression is not closed"],
    ["an unknown context", `- run: "echo \${{ nobody.x }}"`, "Unrecognized named-value"],
  ])("refuse %s", async (_, steps, message) => {
    await expect(job(steps)).rejects.toThrow(message);
  });

  it("leave out what the machine has", async () => {
    const result = await job(
      "[{ uses: actions/setup-node@PIN, with: { node-version: 24 } }, { uses: pnpm/action-setup@PIN }]",
    );
    expect(outcomes(result)).toEqual(["success", "success"]);
  });

  it("use an action of the workspace", async () => {
    writeAction(join(folder, "workspace/tools/act"), 'console.log("local");');
    const { log } = await job("- uses: ./tools/act", { workspace: join(folder, "workspace") });
    expect(log).toBe("local\n");
  });
});

describe("a checkout", () => {
  let shop: TemporaryRepository;
  let merge: string;
  let tip: string;
  beforeAll(() => {
    shop = createRepository();
    shop.commit("one", { "a.txt": "1" });
    tip = shop.commit("two", { "a.txt": "2" });
    shop.branch("change");
    shop.commit("three", { "a.txt": "3" });
    shop.git("switch", "--quiet", "--detach", "main");
    shop.git("merge", "--quiet", "--no-ff", "change");
    merge = shop.git("rev-parse", "HEAD");
    shop.git("update-ref", "refs/pull/7/merge", merge);
    shop.git("switch", "--quiet", "main");
  });
  afterAll(() => shop.cleanup());

  const look =
    "git rev-parse HEAD; git branch --show-current; git rev-list --count HEAD; git config remote.origin.url";
  const checkout = (inputs: string, run: RunJobOptions["run"], script = look): Promise<JobResult> =>
    job(`[{ uses: actions/checkout@PIN, with: ${inputs} }, { run: '${script}' }]`, {
      run,
      repositories: { "octo/shop": shop.root },
    });
  const push = (): RunJobOptions["run"] => aRun({ sha: tip, token: "ghs_secret" });
  const pull = (): RunJobOptions["run"] =>
    aRun({ sha: merge, ref: "refs/pull/7/merge", eventName: "pull_request" });

  it("has the pushed branch, one commit deep", async () => {
    expect((await checkout("{}", push())).log).toBe(`${tip}\nmain\n1\nhttps://github.com/octo/shop\n`);
  });

  it("has the merge commit of a pull request, as deep as asked", async () => {
    expect((await checkout("{ fetch-depth: 2 }", pull())).log).toBe(
      `${merge}\n3\nhttps://github.com/octo/shop\n`,
    );
  });

  it("has all branches when it fetches all", async () => {
    const { log } = await checkout(
      "{ fetch-depth: 0 }",
      pull(),
      "git rev-list --count HEAD; git branch --remotes",
    );
    expect(log).toBe("4\n  origin/change\n  origin/main\n  pull/7/merge\n");
    expect((await checkout("{ fetch-depth: 0 }", push())).log).toContain(`${tip}\nmain\n2\n`);
  });

  it("takes another ref, into another folder", async () => {
    const inputs = "{ ref: refs/heads/change, path: inner }";
    expect((await checkout(inputs, push(), "git -C inner branch --show-current")).log).toBe("change\n");
    expect((await checkout(`{ ref: ${tip} }`, pull(), "git rev-parse HEAD")).log).toBe(`${tip}\n`);
  });

  it("keeps the token in the clone unless told not to", async () => {
    const script = "git config --local --get-regexp extraheader || echo none";
    const basic = Buffer.from("x-access-token:ghs_secret").toString("base64");
    expect((await checkout("{}", push(), script)).steps[1]?.output).toContain(basic);
    expect((await checkout("{ persist-credentials: false }", push(), script)).log).toBe("none\n");
  });

  it.each([
    ["the merge ref", "{ ref: refs/pull/7/merge }"],
    ["the head", `{ ref: ${"c".repeat(40)} }`],
    ["the fork", "{ repository: mallory/shop }"],
  ])("refuses %s in a run with more rights", async (_, inputs) => {
    const event = { pull_request: { head: { sha: "c".repeat(40) } } };
    const run = aRun({ sha: tip, eventName: "pull_request_target", event });
    await expect(checkout(inputs, run)).rejects.toThrow("actions/checkout refuses");
  });

  it("takes the head there when the workflow insists", async () => {
    const run = aRun({ sha: tip, eventName: "pull_request_target" });
    const inputs = "{ ref: refs/pull/7/merge, allow-unsafe-pr-checkout: true }";
    expect((await checkout(inputs, run, "git rev-parse HEAD")).log).toBe(`${merge}\n`);
  });
});
