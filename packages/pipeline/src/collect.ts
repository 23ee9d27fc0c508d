import { resolve } from "node:path";
import { softenedRules } from "@tollgate/gate";
import { isoDateOf, type Problem, usageError } from "@tollgate/model";
import { plainLine, plural } from "@tollgate/text";
import { readTree } from "@tollgate/workspace";
import { bundleExtension, copyBundle, writeBundle } from "./bundles/bundle-file.ts";
import { packing } from "./bundles/packed-cases.ts";
import { readBundles } from "./bundles/read-bundles.ts";
import type { CoordinateOptions } from "./coordinates.ts";
import type { Environment } from "./environment.ts";
import { collectOptionsOf, collectReports } from "./evidence/collect-reports.ts";
import { missingReports } from "./evidence/missing-reports.ts";
import { shownPath } from "./files/shown-path.ts";
import { bundleArtifactName } from "./github/bundle-artifact-name.ts";
import { observeRun, type RunnerOptions } from "./observe-run.ts";
import { type PolicyOptions, readCollectSetting } from "./policy/setting.ts";

export type CollectCommandOptions = CoordinateOptions &
  PolicyOptions &
  RunnerOptions & {
    readonly files: readonly string[];
    readonly kind?: string;
    /** The bundle to write. @default .tollgate/out/evidence.tollgate */
    readonly out?: string;
  };

/** What became of a collection. */
export type Collected = {
  /** 0 also when tests failed or reports are unreadable, as the bundle carries both to the gate. */
  readonly exitCode: number;
  /** The bundle, absolute. */
  readonly bundle: string;
  /** How its artifact is called where it travels as one. */
  readonly artifactName: string;
  /** How many reports it holds. */
  readonly reports: number;
  /** What keeps reports from being read, by report. */
  readonly unreadable: readonly Unreadable[];
  /** Whether the policy that was read here enforces that every report can be read. */
  readonly mustBeReadable: boolean;
};

type Unreadable = { readonly path: string } & Pick<Problem, "message" | "remedy">;

/** Reads the reports of this job into a bundle, and how the command behind `--` ended. Says what it could not read. */
export async function collect(environment: Environment, options: CollectCommandOptions): Promise<Collected> {
  const before = await readTree(environment);
  const observed = await observeRun(environment, before, options);
  // A command that was watched may have written sources.
  const checkout = observed?.wasWritten === undefined ? before : await readTree(environment);
  const setting = await readCollectSetting(environment, checkout, options);
  const collecting = collectOptionsOf(environment, options, observed);
  const { bundle, problems } = await collectReports(environment, setting, collecting, packing);
  const out =
    options.out === undefined
      ? resolve(setting.tree.root, `.tollgate/out/evidence${bundleExtension}`)
      : resolve(environment.cwd, options.out);
  writeBundle(out, bundle);
  environment.stdout(
    `${plural(bundle.evidence.length, "report")} collected into ${shownPath(environment, out)}\n`,
  );
  const say = (text: string): void => environment.stderr(`${plainLine(text)}\n`);
  for (const { severity, path, message, remedy } of setting.problems)
    if (severity !== "info") say(`${severity}: ${path === undefined ? "" : `${path}: `}${message} ${remedy}`);
  for (const { path, message } of problems) say(`left out: ${path}: ${message}`);
  const unreadable = bundle.evidence.flatMap(({ input: { path }, problems: found }) =>
    found.flatMap(({ severity, message, remedy }) =>
      severity === "error" ? [{ path, message, remedy }] : [],
    ),
  );
  for (const { path, message, remedy } of unreadable) say(`not readable: ${path}: ${message} ${remedy}`);
  for (const { what, because } of missingReports(setting.policy.reports, bundle.evidence))
    say(`not there: ${what} (${because})`);
  return {
    exitCode: observed?.exit ?? 0,
    bundle: out,
    artifactName: bundleArtifactName({
      ...collecting.coordinates,
      ...(collecting.kind === undefined ? {} : { kind: collecting.kind }),
    }),
    reports: bundle.evidence.length,
    unreadable,
    mustBeReadable: !softenedRules(setting.policy, isoDateOf(environment.now())).includes(
      "no-unreadable-evidence",
    ),
  };
}

/** Unites bundles to one. Refuses to write when one of them is not usable: a merge must not lose evidence. */
export async function merge(
  environment: Environment,
  options: { readonly files: readonly string[]; readonly out?: string },
): Promise<number> {
  if (options.files.length === 0 || options.out === undefined) {
    throw usageError(
      "tollgate merge wants bundles and the name of the united one.",
      "For example: tollgate merge shard-*.tollgate --out all.tollgate",
    );
  }
  const { bundle, problems } = await readBundles(environment, options.files);
  for (const { path, message, remedy } of problems)
    environment.stderr(`${plainLine(`${path}: ${message} ${remedy}`)}\n`);
  if (problems.length > 0) return 1;
  const out = resolve(environment.cwd, options.out);
  const [first, ...others] = options.files;
  // The union of one bundle is that bundle, and it was read as a whole.
  if (first !== undefined && others.length === 0) copyBundle(resolve(environment.cwd, first), out);
  else writeBundle(out, bundle);
  environment.stdout(
    `${plural(options.files.length, "bundle")} united, ${plural(bundle.evidence.length, "report")} in ${options.out}\n`,
  );
  return 0;
}
