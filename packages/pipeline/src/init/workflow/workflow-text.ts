import { type ActionsRelease, builtRelease, exampleRelease } from "./actions-release.ts";
import type { WorkflowSetup } from "./workflow-setup.ts";

/** Of what a workflow uses besides Tollgate. The lint of workflows checks that they are commits. */
const checkout = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
const setupNode = "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0";
const setupPnpm = "pnpm/action-setup@41ff72655975bd51cab0327fa583b6e92b6d3061 # v4.2.0";
const cache = "actions/cache@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0";

/** A workflow that runs the tests, and a gate job that stands for all others: docs/github.md says the same in words. */
export function workflowText(
  setup: WorkflowSetup,
  release: ActionsRelease = builtRelease ?? exampleRelease,
): string {
  return `# Written by \`tollgate init\`. Require the job "gate" as a status check; docs/github.md of Tollgate explains each line.
name: tollgate

on:
  pull_request:
  merge_group:
  push:
    branches: [${setup.branch ?? "main"}] # ${setup.branch === undefined ? "write your main branch here: " : ""}its evidence is what pull requests are compared with

permissions:
  contents: read

concurrency:
  group: tollgate-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
${steps([...toolSteps(setup), ...setup.install.map((command) => `run: ${command}`), testStep(setup.tests), collectStep(release)])}
  gate:
    if: always() # a skipped job would count as a pass
    needs: [test]
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
${permissionLines("      ")}
    steps:
${steps([checkoutStep, ...gateSteps(release)])}`;
}

/** What to add to a workflow that runs the tests already. */
export function addedSteps(release: ActionsRelease = builtRelease ?? exampleRelease): string {
  return `    permissions:
${permissionLines("      ")}
    steps: # behind those that run the tests; the checkout needs \`fetch-depth: 0\`
${steps([collectStep(release), ...gateSteps(release)])}`;
}

function steps(all: readonly string[]): string {
  return all.map((step) => `      - ${step.replaceAll("\n", "\n        ")}\n`).join("");
}

function permissionLines(indent: string): string {
  return [
    "contents: read # the checkout",
    "actions: read # this run's jobs and artifacts, the artifact of the base branch",
    "checks: write # the check run",
    "pull-requests: write # the comment",
  ]
    .map((line) => indent + line)
    .join("\n");
}

const checkoutStep = `uses: ${checkout}
with:
  fetch-depth: 0 # the policy of the base branch, and what changed since
  persist-credentials: false`;

function toolSteps({
  manager,
  canCache,
  namesManager,
  nodeVersionFile,
  hasTurbo,
}: WorkflowSetup): readonly string[] {
  const node = nodeVersionFile === undefined ? "node-version: 24" : `node-version-file: ${nodeVersionFile}`;
  return [
    checkoutStep,
    ...(manager === "pnpm" ? [`uses: ${setupPnpm}${namesManager ? "" : pnpmVersion}`] : []),
    `uses: ${setupNode}\nwith:\n  ${node}${canCache ? `\n  cache: ${manager}` : ""}`,
    ...(hasTurbo ? [turboCache] : []),
  ];
}

/** The action refuses to guess. */
const pnpmVersion = `
with:
  version: latest # better: yours, as "packageManager" in package.json, without this line`;

const turboCache = `uses: ${cache}
with:
  path: .turbo/cache
  key: turbo-\${{ runner.os }}-\${{ github.sha }}
  restore-keys: turbo-\${{ runner.os }}-`;

/** All commands run, and the step fails when one did. */
function testStep(tests: readonly string[]): string {
  const [only, ...others] = tests;
  if (others.length === 0) return `id: test\nrun: |\n  ${only}`;
  const lines = tests.map((command) => `  ${command} || code=$?\n`).join("");
  return `id: test\nrun: |\n  code=0\n${lines}  exit "$code"`;
}

function collectStep(release: ActionsRelease): string {
  return `uses: ${uses(release, "collect")}
if: \${{ !cancelled() }}
with:
  run: \${{ steps.test.outcome }} # of the step that runs the tests`;
}

function gateSteps(release: ActionsRelease): readonly string[] {
  return [
    `uses: ${uses(release, "gate")}\nif: \${{ !cancelled() }}\nid: gate`,
    `uses: ${uses(release, "publish")}
if: \${{ !cancelled() }}
with:
  result: \${{ steps.gate.outputs.result }}`,
  ];
}

function uses({ repository, sha, version }: ActionsRelease, name: string): string {
  return `${repository}/actions/${name}@${sha} # ${version}`;
}
