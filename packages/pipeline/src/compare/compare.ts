import { resolve } from "node:path";
import { loadPolicy } from "@tollgate/config";
import {
  type ComparedPolicy,
  type ComparedRun,
  isoDateOf,
  type PolicyComparison,
  usageError,
} from "@tollgate/model";
import { renderComparison } from "@tollgate/render";
import { readOwners, readTree } from "@tollgate/workspace";
import { readBundle } from "../bundles/bundle-file.ts";
import type { Environment } from "../environment.ts";
import { policiesOfPackages } from "../policy/package-policies.ts";
import { engine } from "../version.ts";
import { bundleLimits, bundleReport, commitOf } from "./bundle-report.ts";
import { comparePolicies } from "./compare-policies.ts";

export type CompareOptions = {
  /** Bundles, each the evidence of one past run. */
  readonly files: readonly string[];
  /** The policy that is tried. */
  readonly policy?: string;
  /** The one that rules. @default tollgate.yml at the repository's root */
  readonly config?: string;
  readonly json: boolean;
};

/**
 * Judges past runs by the present policy and by another one, and tells what changes and why. It decides nothing: exit code
 * 0; 2 where a bundle cannot be read.
 */
export async function compare(environment: Environment, options: CompareOptions): Promise<number> {
  if (options.policy === undefined || options.files.length === 0)
    throw usageError(
      "--compare wants another policy, and bundles of past runs.",
      "For example: tollgate gate --compare --policy new.yml runs/*.tollgate",
    );
  const comparison = await comparisonOf(environment, options.policy, options);
  environment.stdout(
    options.json ? `${JSON.stringify(comparison, null, 2)}\n` : renderComparison(comparison, environment),
  );
  return comparison.runs.some((run) => "problem" in run) ? 2 : 0;
}

async function comparisonOf(
  environment: Environment,
  path: string,
  { files, config }: CompareOptions,
): Promise<PolicyComparison> {
  const { tree } = await readTree(environment);
  const { root, packages } = tree;
  const from = {
    ...{ root, cwd: environment.cwd, packages: packages.map(({ name }) => name) },
    packagePolicies: policiesOfPackages(tree),
  };
  const present = await loadPolicy({ ...from, ...(config === undefined ? {} : { path: config }) });
  const proposed = await loadPolicy({ ...from, path });
  const findOwners = readOwners(tree);
  const context = { packages, ...(findOwners === undefined ? {} : { findOwners }) };
  const options = { engine, date: isoDateOf(environment.now()) };
  const runs: ComparedRun[] = [];
  for (const file of files) {
    const decoded = await readBundle(resolve(environment.cwd, file), file);
    if ("problem" in decoded) {
      runs.push({ bundle: file, problem: decoded.problem });
      continue;
    }
    const { bundle } = decoded;
    const [before, after] = [present, proposed].map(({ policy, digest }) => ({
      ...{ policy, digest, report: bundleReport(bundle, { policy, ...context }) },
    }));
    const commit = commitOf(bundle);
    runs.push({
      bundle: file,
      ...(commit === undefined ? {} : { commit }),
      ...comparePolicies(before!, after!, options),
    });
  }
  return {
    schema: "tollgate/compare/1",
    date: options.date,
    present: nameOf(present),
    proposed: nameOf(proposed),
    limits: bundleLimits,
    runs,
  };
}

function nameOf({ policy: { path }, digest }: Awaited<ReturnType<typeof loadPolicy>>): ComparedPolicy {
  return { ...(path === undefined ? {} : { path }), digest };
}
