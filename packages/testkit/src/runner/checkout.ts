import { join } from "node:path";
import type { RunContext } from "./run-context.ts";

/** The script that stands for actions/checkout: the same fetch and checkout, from the repository of the test. */
export function checkoutScript(
  inputs: ReadonlyMap<string, string>,
  run: RunContext,
  workspace: string,
): string {
  const repository = inputs.get("repository") ?? run.repository;
  const given = inputs.get("ref") ?? "";
  refuseUnsafe(given, repository, inputs, run);
  const isOwn = repository === run.repository;
  const ref = given !== "" ? given : isOwn ? run.ref : "HEAD";
  const source = given === "" && isOwn ? run.sha : ref;
  const { tracking, checkout } = placesOf(ref);
  const depth = Number(inputs.get("fetch-depth") ?? "1");
  const fetch = "git fetch --quiet --no-tags --prune";
  const everything = `${fetch} origin '+refs/heads/*:refs/remotes/origin/*' '+refs/tags/*:refs/tags/*'`;
  const url = `${run.serverUrl ?? "https://github.com"}/${repository}`;
  const folder = join(workspace, inputs.get("path") ?? "");
  return [
    "set -eu",
    `mkdir -p ${quoted(folder)}`,
    `cd ${quoted(folder)}`,
    "git init --quiet --initial-branch=main .",
    `git remote add origin ${quoted(url)}`,
    ...credentials(inputs, run),
    ...(depth === 0 ? [everything] : []),
    `${fetch} ${depth === 0 ? "" : `--depth=${depth}`} origin ${quoted(`+${source}:${tracking}`)}`,
    `git checkout --quiet --force ${checkout}`,
  ].join("\n");
}

/** Where a ref is fetched to, and how it is checked out: branches by name, all else detached. */
function placesOf(ref: string): { readonly tracking: string; readonly checkout: string } {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch !== undefined) {
    const tracking = `refs/remotes/origin/${branch}`;
    return { tracking, checkout: `-B ${quoted(branch)} ${quoted(tracking)}` };
  }
  const pull = /^refs\/(pull\/.+)$/.exec(ref)?.[1];
  const tracking = pull === undefined ? "refs/tollgate/checkout" : `refs/remotes/${pull}`;
  return { tracking, checkout: `--detach ${quoted(tracking)}` };
}

/** The token lies in the clone unless the workflow says no. */
function credentials(inputs: ReadonlyMap<string, string>, run: RunContext): readonly string[] {
  const token = inputs.get("token") ?? run.token;
  if (inputs.get("persist-credentials") === "false" || token === undefined) return [];
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  const server = run.serverUrl ?? "https://github.com";
  return [`git config --local http.${server}/.extraheader ${quoted(`AUTHORIZATION: basic ${basic}`)}`];
}

/** What checkout v7 refuses: the head of a pull request in a run that has more rights than its author. */
function refuseUnsafe(
  ref: string,
  repository: string,
  inputs: ReadonlyMap<string, string>,
  run: RunContext,
): void {
  if (!["pull_request_target", "workflow_run"].includes(run.eventName)) return;
  if (inputs.get("allow-unsafe-pr-checkout") === "true") return;
  const heads = [...JSON.stringify(run.event).matchAll(/"(?:head_sha|sha)":"([0-9a-f]{40})"/g)].map(
    ([, sha]) => sha,
  );
  const isHead = heads.includes(ref) && ref !== run.sha;
  if (isHead || ref.startsWith("refs/pull/") || repository !== run.repository)
    throw new Error(`actions/checkout refuses ${repository} ${ref} in a run of ${run.eventName}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
