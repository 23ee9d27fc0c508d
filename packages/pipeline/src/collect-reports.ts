import { isAbsolute, relative, resolve, sep } from "node:path";
import { type Collector, createCollector, type InputOptions, settleUnread } from "@tollgate/collect";
import { type Bundle, bundleOf, type Evidence, type Kind, type Policy, type Problem } from "@tollgate/model";
import { findReports, specMatcher } from "@tollgate/workspace";
import type { Coordinates } from "./coordinates.ts";
import type { Environment } from "./environment.ts";
import { createProgress } from "./progress.ts";
import { readFileInto } from "./read-file.ts";
import type { Setting } from "./setting.ts";

export type CollectReportsOptions = {
  /** Files given by name, relative to the working directory; empty: find them by policy or convention. */
  readonly files: readonly string[];
  readonly coordinates: Coordinates;
  readonly kind?: Kind;
};

/** What was read, and what looks like a report and was left out. */
export type CollectedReports = { readonly bundle: Bundle; readonly problems: readonly Problem[] };

/** Finds the reports of this checkout and reads them to evidence. */
export function collectReports(
  environment: Environment,
  setting: Setting,
  options: CollectReportsOptions,
): CollectedReports {
  const { tree, policy, subject } = setting;
  const collector = createCollector({
    tree,
    mappings: policy.paths,
    ...options.coordinates,
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(subject.headSha === undefined ? {} : { commit: subject.headSha }),
  });
  const chosen =
    options.files.length > 0
      ? namedFiles(environment, tree.root, options.files, policy)
      : foundFiles(environment, setting);
  const progress = createProgress(environment, "reading reports", chosen.inputs.length);
  const evidence: Evidence[] = [];
  for (const { input, absolute, problem } of chosen.inputs) {
    const item =
      problem === undefined ? readReport(collector, input, absolute) : collector.refuse(input, problem);
    if (item !== undefined) evidence.push(item);
    progress.step();
  }
  progress.end();
  return { bundle: bundleOf(settleUnread(evidence)), problems: chosen.problems };
}

/** Reads one file; what cannot be read is evidence of that. */
export function readReport(
  collector: Collector,
  input: InputOptions,
  absolute: string,
): Evidence | undefined {
  const session = collector.open(input);
  const problem = readFileInto(absolute, (chunk) => session.write(chunk));
  return problem === undefined ? session.close() : collector.refuse(input, problem);
}

type Chosen = {
  readonly inputs: readonly {
    readonly input: InputOptions;
    readonly absolute: string;
    /** Why it must not be opened. */
    readonly problem?: Problem;
  }[];
  readonly problems: readonly Problem[];
};

function namedFiles(
  environment: Environment,
  root: string,
  files: readonly string[],
  policy: Policy,
): Chosen {
  const match = specMatcher(policy.reports);
  const inputs = files.map((file) => {
    const absolute = resolve(environment.cwd, file);
    const inside = relative(root, absolute).split(sep).join("/");
    const path = inside.startsWith("../") || inside === "" || isAbsolute(inside) ? file : inside;
    const spec = match(path);
    return {
      absolute,
      input: { path, promised: true, named: true, ...(spec === undefined ? {} : { spec }) },
    };
  });
  return { inputs, problems: [] };
}

function foundFiles({ env }: Environment, { tree, policy }: Setting): Chosen {
  const { reports, problems } = findReports(tree, policy.reports, env);
  const inputs = reports.map(({ path, promised, spec, problem }) => ({
    absolute: resolve(tree.root, path),
    input: { path, promised, ...(spec === undefined ? {} : { spec }) },
    ...(problem === undefined ? {} : { problem }),
  }));
  return { inputs, problems };
}
