import { dirname, join, resolve } from "node:path";
import { type Bundle, mergeBundles } from "@tollgate/model";
import type { BaseEvidence } from "../base/base-evidence.ts";
import { bundleDigest, readBundle } from "../bundles/bundle-file.ts";
import type { ReadDecision } from "../decision/read-decision.ts";
import type { Environment } from "../environment.ts";

export type ReplayFiles = {
  /** @default evidence.tollgate beside the decision */
  readonly evidence?: readonly string[];
  /** @default base.tollgate beside the decision */
  readonly baseReport?: readonly string[];
};

/** Why it cannot be judged again here, and what to do. */
export type Cannot = { readonly result: "cannot"; readonly reason: string; readonly remedy: string };

export function cannot(reason: string, remedy: string): Cannot {
  return { result: "cannot", reason, remedy };
}

/** The evidence that a decision judged. */
export type Replayed = { readonly bundle: Bundle; readonly base?: BaseEvidence };

/** Reads the evidence that a decision names, and makes sure that it is that. */
export async function readReplayed(
  environment: Environment,
  { file, decision: { inputs } }: ReadDecision,
  { evidence, baseReport }: ReplayFiles,
): Promise<Replayed | Cannot> {
  const beside = (name: string): readonly string[] => [join(dirname(file), name)];
  const bundle = await readAs(environment, evidence ?? beside("evidence.tollgate"), {
    digest: inputs.bundle,
    option: "--evidence",
    what: "the evidence that was judged",
  });
  if ("result" in bundle) return bundle;
  if (inputs.baseline === undefined) return { bundle };
  const base = await readAs(environment, baseReport ?? beside("base.tollgate"), {
    digest: inputs.baseline.bundle,
    option: "--base-report",
    what: "the base's evidence that was compared with",
  });
  return "result" in base ? base : { bundle, base: { bundle: base, how: inputs.baseline.how } };
}

type Wanted = { readonly digest: string | undefined; readonly option: string; readonly what: string };

async function readAs(
  { cwd }: Environment,
  files: readonly string[],
  { digest, option, what }: Wanted,
): Promise<Bundle | Cannot> {
  const bundles: Bundle[] = [];
  for (const path of files) {
    const decoded = await readBundle(resolve(cwd, path), path);
    if ("problem" in decoded)
      return cannot(`${path}: ${decoded.problem.message}`, `Name ${what}: ${option} BUNDLE.`);
    bundles.push(decoded.bundle);
  }
  const bundle = mergeBundles(bundles);
  const found = bundleDigest(bundle);
  if (found === digest) return bundle;
  return cannot(
    `${files.join(", ")} is not ${what}: its digest is ${found}, the decision names ${digest ?? "none"}.`,
    `Name the bundle that lay beside the decision: ${option} BUNDLE. If it is that, it or the decision was changed.`,
  );
}
