// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of workflows
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../scripts/lint-workflows/lint.ts";
import { blocksOf, findSources } from "../scripts/lint-workflows/sources.ts";
import { readWorkflow } from "../scripts/lint-workflows/workflow.ts";

const sha = "08c6903cd8c0fde910a37f88322edcfb5dd907a8";
const checkout = `uses: actions/checkout@${sha} # v5.0.0`;

/** A workflow without fault; each test changes one thing. */
const good = `name: ci
on:
  pull_request:
  merge_group:
permissions:
  contents: read
concurrency:
  group: ci-\${{ github.ref }}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    strategy:
      matrix:
        shard: [1, 2]
    steps:
      - ${checkout}
        with:
          persist-credentials: false
      - run: npm test -- --shard=\${{ matrix.shard }}/2
  all:
    if: always()
    needs: [test]
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
      actions: read
    steps:
      - uses: OWNER/tollgate/actions/gate@SHA # vX.Y.Z
`;

const told = (text: string, isExample = true): readonly string[] =>
  lint({ path: "ci.yml", text, firstLine: 1, isExample }).map(
    ({ path, line, rule, message }) => `${path}:${line}: ${rule}: ${message}`,
  );

const changed = (from: string | RegExp, to: string): string => {
  const text = good.replace(from, to);
  expect(text).not.toBe(good);
  return text;
};

describe("lint of workflows", () => {
  it("finds nothing in a good one", () => {
    expect(told(good)).toEqual([]);
  });

  it("finds nothing in the workflows here and in those that pages show", () => {
    const sources = findSources(resolve(import.meta.dirname, ".."));
    expect(sources.filter(({ isExample }) => !isExample).length).toBeGreaterThan(0);
    expect(sources.flatMap(lint)).toEqual([]);
  });

  it.each([
    [
      "no permissions",
      /permissions:\n {2}contents: read\nconc/,
      "conc",
      "ci.yml:1: permissions: no permissions at the top",
    ],
    [
      "all permissions",
      /permissions:\n {2}contents: read\n/,
      "permissions: write-all\n",
      'ci.yml:5: permissions: "write-all" is given to every job',
    ],
    [
      "a write for every job",
      "contents: read\nconc",
      "checks: write\nconc",
      'ci.yml:5: permissions: "checks: write" is given to every job',
    ],
    [
      "an unknown permission",
      "actions: read",
      "deployments: write",
      'ci.yml:26: permissions: "deployments: write" is no permission that is known here',
    ],
    [
      "an identity on pull requests",
      "actions: read",
      "id-token: write",
      'ci.yml:26: permissions: "id-token: write" on pull_request',
    ],
    [
      "a tag",
      `checkout@${sha} # v5.0.0`,
      "checkout@v5",
      'ci.yml:17: pins: "actions/checkout@v5" is not pinned',
    ],
    [
      "a short commit",
      `checkout@${sha}`,
      "checkout@08c6903",
      'ci.yml:17: pins: "actions/checkout@08c6903" is not pinned',
    ],
    ["no version", " # v5.0.0", "", `ci.yml:17: pins: "actions/checkout@${sha}" has no version`],
    [
      "an image by its tag",
      `actions/checkout@${sha} # v5.0.0`,
      "docker://node:24",
      'ci.yml:17: pins: "docker://node:24" is not pinned',
    ],
    [
      "an action outside of the checkout",
      `actions/checkout@${sha} # v5.0.0`,
      "./../other",
      'ci.yml:17: pins: "./../other" is not pinned',
    ],
    [
      "no version of ours",
      "SHA # vX.Y.Z",
      "SHA",
      'ci.yml:30: pins: "OWNER/tollgate/actions/gate@SHA" has no version',
    ],
    [
      "a version of ours that a later release makes untrue",
      "SHA # vX.Y.Z",
      "SHA # v1.0.0",
      'ci.yml:30: pins: "OWNER/tollgate/actions/gate@SHA" has no version',
    ],
    [
      "a branch name in a script",
      "matrix.shard }}",
      "github.head_ref }}",
      "ci.yml:20: expressions: ${{ github.head_ref }} in run becomes code",
    ],
    [
      "an input in a script",
      "matrix.shard }}",
      "inputs.shard }}",
      "ci.yml:20: expressions: ${{ inputs.shard }} in run becomes code",
    ],
    [
      "a ref in a script",
      "matrix.shard }}",
      "github.ref_name }}",
      "ci.yml:20: expressions: ${{ github.ref_name }} in run becomes code",
    ],
    [
      "a title inside a function",
      "matrix.shard }}",
      "format('{0}', github.event.pull_request.title) }}",
      "ci.yml:20: expressions: ",
    ],
    [
      "a computed matrix in a script",
      "shard: [1, 2]",
      "shard: ${{ fromJSON(needs.plan.outputs.shards) }}",
      "ci.yml:20: expressions: ${{ matrix.shard }} in run becomes code",
    ],
    [
      "an expression in github-script",
      "- run: npm test -- --shard=${{ matrix.shard }}/2",
      `- uses: actions/github-script@${sha} # v8.0.0\n        with:\n          script: core.info("\${{ github.event.issue.title }}")`,
      "ci.yml:22: expressions: ${{ github.event.issue.title }} in with.script becomes code",
    ],
    [
      "credentials that stay",
      "persist-credentials: false",
      "fetch-depth: 0",
      "ci.yml:17: credentials: checkout leaves its token in .git/config",
    ],
    [
      "all secrets",
      "    timeout-minutes: 5",
      "    timeout-minutes: 5\n    secrets: inherit",
      "ci.yml:26: credentials: `secrets: inherit` gives all of them away",
    ],
    ["no concurrency", /concurrency:\n.*\n/, "", "ci.yml:2: limits: no `concurrency`"],
    [
      "no limit of time",
      "    timeout-minutes: 10\n",
      "",
      "ci.yml:10: limits: job test has no `timeout-minutes`",
    ],
    ["no merge queue", "  merge_group:\n", "", "ci.yml:2: gate-job: no `merge_group`"],
    [
      "a path filter",
      "  pull_request:\n",
      "  pull_request:\n    paths: [src/**]\n",
      "ci.yml:4: gate-job: `paths`: a required check",
    ],
    [
      "a gate that can be skipped",
      "    if: always()\n",
      "",
      "ci.yml:21: gate-job: job all needs `if: always()`",
    ],
    [
      "a gate that is not skipped only when cancelled",
      "if: always()",
      "if: ${{ !cancelled() }}",
      "ci.yml:21: gate-job: job all needs `if: always()`",
    ],
    [
      "a gate that waits for nothing",
      "    needs: [test]\n",
      "",
      "ci.yml:21: gate-job: job all does not wait for test",
    ],
    [
      "a gate that is always green",
      "    needs: [test]\n",
      "    needs: test\n    continue-on-error: true\n",
      "ci.yml:24: gate-job: `continue-on-error` makes the gate green",
    ],
    [
      "a judgement that is always green",
      "SHA # vX.Y.Z",
      "SHA # vX.Y.Z\n        continue-on-error: true",
      "ci.yml:31: gate-job: `continue-on-error` makes the gate green",
    ],
  ])("finds %s", (_, from, to, finding) => {
    const [only, ...others] = told(changed(from, to));
    expect(only?.slice(0, finding.length)).toBe(finding);
    expect(others).toEqual([]);
  });

  it("finds that no job stands for all others", () => {
    const text = good
      .replace("  all:", "  last:")
      .replace("OWNER/tollgate/actions/gate@SHA # vX.Y.Z", `actions/cache@${sha} # v5`);
    expect(told(text)).toEqual([
      "ci.yml:9: gate-job: no job stands for all others: add one with `if: always()` that needs them, and require that one",
    ]);
  });

  it("follows needs through other jobs, and leaves out what comes after the gate", () => {
    const jobs = `  lint:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps: [{ run: npm run lint }]
  publish:
    needs: all
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps: [{ run: echo }]
`;
    expect(told(`${good.replace("  test:\n", "  test:\n    needs: lint\n")}${jobs}`)).toEqual([]);
    expect(told(good + jobs)).toEqual([
      "ci.yml:23: gate-job: job all does not wait for lint: add to `needs`",
    ]);
  });

  it("finds a write to the repository that nobody has to approve", () => {
    const job = (more: string) => `on: push
permissions: {}
concurrency: one
jobs:
  tag:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: { contents: write, id-token: write }${more}
    steps: [{ run: git push }]
`;
    expect(told(job(""))).toEqual([
      'ci.yml:8: permissions: "contents: write" without `environment`: name one that somebody has to approve',
    ]);
    expect(told(job("\n    environment: release"))).toEqual([]);
    expect(told(job("\n    environment: release").replace("push", "[push, issue_comment]"))).toHaveLength(2);
  });

  it("takes the names that stand for ours in examples only", () => {
    expect(told(good, false)).toEqual([
      'ci.yml:30: pins: "OWNER/tollgate/actions/gate@SHA" is not pinned: write the 40 digits of the commit behind @, and its version as a comment',
    ]);
  });
});

describe.each(["pull_request_target", "workflow_run", "issue_comment"])("a workflow on %s", (trigger) => {
  const privileged = (step: string): readonly string[] =>
    told(`on: ${trigger}
permissions: {}
concurrency: one
jobs:
  publish:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - ${step}
`);

  it("may check out the default branch", () => {
    expect(
      privileged(`{ uses: actions/checkout@${sha}, with: { persist-credentials: false } } # v5.0.0`),
    ).toEqual([]);
  });

  it.each([
    ["ref: ${{ github.event.pull_request.head.sha }}", "ref"],
    ["ref: ${{ github.event.workflow_run.head_branch }}", "ref"],
    ["repository: ${{ github.event.workflow_run.head_repository.full_name }}", "repository"],
    ["allow-unsafe-pr-checkout: true", "allow-unsafe-pr-checkout"],
  ])("may not check out the head by %s", (line, key) => {
    const step = `${checkout}\n        with:\n          persist-credentials: false\n          ${line}`;
    expect(privileged(step)).toEqual([
      `ci.yml:12: privileged-checkout: checkout with \`${key}\` on ${trigger}: check out nothing but the default branch, and let the publish action fetch what it judges`,
    ]);
  });

  it.each([
    'gh pr checkout "$NUMBER"',
    'git fetch origin "refs/pull/$NUMBER/head"',
    'git fetch origin "pull/$N/merge"',
  ])("may not fetch it by %s", (command) => {
    expect(privileged(`run: ${command}`)[0]).toMatch(
      /^ci\.yml:9: privileged-checkout: a pull request is fetched on /,
    );
  });
});

describe("what is linted", () => {
  it("is every YAML block of a page, by the page's lines", () => {
    const page = `# Page\n\n- a list\n\n  \`\`\`yaml\n  steps:\n    - run: echo \${{ github.head_ref }}\n  \`\`\`\n\n\`\`\`yml\nversion: 1\n\`\`\`\n`;
    const blocks = blocksOf("page.md", page);
    expect(blocks.map(({ firstLine }) => firstLine)).toEqual([6, 11]);
    expect(blocks.flatMap(lint)).toMatchObject([{ path: "page.md", line: 7, rule: "expressions" }]);
  });

  it("is a list of steps, too, without what a whole workflow must have", () => {
    expect(told("- uses: actions/checkout@v5\n  with: { persist-credentials: false }\n")).toHaveLength(1);
    expect(told("jobs:\n  test:\n    runs-on: ubuntu-latest\n    steps: [{ run: npm test }]\n")).toEqual([]);
  });

  it("is no other YAML", () => {
    expect(readWorkflow({ path: "p", text: "rules: {}\n", firstLine: 1, isExample: true })).toBeUndefined();
    expect(
      readWorkflow({ path: "p", text: "- one\n- two\n", firstLine: 1, isExample: true }),
    ).toBeUndefined();
    expect(told("on: [push, pull_request, merge_group]\njobs: {}\n")).toEqual([]);
  });

  it("says where YAML breaks", () => {
    const text = "on: [\njobs:\n  a: }\n";
    expect(lint({ path: "ci.yml", text, firstLine: 5, isExample: true })).toMatchObject([
      { path: "ci.yml", line: 6, rule: "yaml" },
    ]);
  });
});
