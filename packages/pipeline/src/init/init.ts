import { existsSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, digestOf, type RepoTree } from "@tollgate/model";
import { findReports, readHosting, readTree } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { asRead, collectOptionsOf, collectReports } from "../evidence/collect-reports.ts";
import { shownPath } from "../files/shown-path.ts";
import { judge } from "../judge.ts";
import { readSetting, type Setting } from "../policy/setting.ts";
import { adviseRuns } from "./advise-runs.ts";
import { ignoresOutputs } from "./ignores-outputs.ts";
import { initText } from "./init-text.ts";
import { type ProposeOptions, propose } from "./propose.ts";
import { readSetup } from "./read-setup.ts";
import { type PlacedWorkflow, placeWorkflow, workflowPath } from "./workflow/place-workflow.ts";
import { workflowSetup } from "./workflow/workflow-setup.ts";
import { alreadyThere, writeNew } from "./write-new.ts";
import { writePolicy } from "./write-policy.ts";

export type InitOptions = {
  /** Print the policy on standard output and write nothing. */
  readonly dryRun: boolean;
};

const fileName = "tollgate.yml";

/**
 * Proposes a policy from the reports that are there today, judges them by it and writes it, never over another; for a
 * repository on GitHub a workflow, too. Exit 0 when they were written or printed, whatever the verdict.
 */
export async function init(environment: Environment, { dryRun }: InitOptions): Promise<number> {
  const checkout = await readTree(environment);
  const { tree } = checkout;
  const path = join(tree.root, fileName);
  if (!dryRun && existsSync(path)) throw alreadyThere(environment, path);
  const setting = await readSetting(environment, checkout, {});
  const options = collectOptionsOf(environment, { files: [] }, undefined);
  const { bundle, problems } = await collectReports(environment, setting, options, asRead);
  const today = await judge(environment, setting, bundle, { problems });
  const proposal = propose(today.report, {
    ...schemaIn(tree),
    reads: (globs, reports) => readsExactly(environment, tree, globs, reports),
  });
  const text = writePolicy(proposal);
  const proposed = await settingBy(setting, text);
  const verdict = await judge(environment, proposed, bundle, { problems });
  const workflow = workflowFor(environment, tree, proposal.count > 0);
  if (!dryRun) writeNew(environment, path, text);
  if (!dryRun && workflow?.kind === "new")
    writeNew(environment, join(tree.root, workflowPath), workflow.text);
  const told = initText({
    proposal,
    decision: verdict.decision,
    leftOut: problems,
    advice: adviseRuns(readSetup(tree)),
    ...(workflow === undefined ? {} : { workflow }),
    ignoresOutputs: ignoresOutputs(tree),
    ...(dryRun ? {} : { written: shownPath(environment, path) }),
  });
  if (dryRun) environment.stdout(text);
  if (dryRun) environment.stderr(told);
  else environment.stdout(told);
  return 0;
}

/** Undefined where the repository is not on GitHub, or nothing tells how its tests run. */
function workflowFor(
  environment: Environment,
  tree: RepoTree,
  hasReports: boolean,
): PlacedWorkflow | undefined {
  const { isGithub, defaultBranch: branch } = readHosting(environment, tree);
  if (!isGithub) return undefined;
  const setup = readSetup(tree);
  const known = workflowSetup(setup, { advice: adviseRuns(setup), hasReports, branch });
  return known === undefined ? undefined : placeWorkflow(tree, known);
}

/** As the gate will read it: what is written must be a policy. */
async function settingBy(setting: Setting, text: string): Promise<Setting> {
  const { parsePolicy } = await import("@tollgate/config/parse-policy");
  const policy = parsePolicy(text, fileName);
  return { ...setting, policy, policyDigest: digestOf(canonicalJson(policy)) };
}

const readsExactly = (
  { env }: Environment,
  tree: RepoTree,
  ...[globs, reports]: Parameters<ProposeOptions["reads"]>
): boolean => {
  const place = { path: fileName, line: 1, column: 1 };
  const specs = globs.map(({ kind, files }) => ({ kind, files, required: true, place }));
  const found = findReports(tree, specs, env).reports.filter(({ spec }) => spec !== undefined);
  const kinds = new Map(found.map(({ path, spec }) => [path, spec?.kind]));
  return found.length === reports.length && reports.every(({ path, kind }) => kinds.get(path) === kind);
};

/** The copy in the installed package: an editor finds it without a network. */
function schemaIn({ root }: RepoTree): Pick<ProposeOptions, "schema"> {
  const path = "node_modules/tollgate/dist/policy.schema.json";
  return existsSync(join(root, path)) ? { schema: path } : {};
}
