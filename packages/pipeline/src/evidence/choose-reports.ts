import { isAbsolute, resolve } from "node:path";
import type { InputOptions } from "@tollgate/collect";
import type { Problem, ReportSpec } from "@tollgate/model";
import { findReports, specMatcher } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { pathBelow } from "../files/path-below.ts";
import type { Setting } from "../policy/setting.ts";

/** The files that are read, and what looks like a report and is left out. */
export type ChosenReports = {
  readonly inputs: readonly {
    readonly input: InputOptions;
    readonly absolute: string;
    /** Why it must not be opened. */
    readonly problem?: Problem;
  }[];
  readonly problems: readonly Problem[];
};

/** Files given by name, relative to the working directory; none: those that policy or convention find. */
export function chooseReports(
  environment: Environment,
  setting: Pick<Setting, "tree" | "policy" | "proposed">,
  files: readonly string[],
): ChosenReports {
  return files.length > 0
    ? namedFiles(environment, setting.tree.root, files, specsOf(setting).flat())
    : foundFiles(environment, setting);
}

/** What the policy that judges names comes first; what only the change's own names is read beside it. */
function specsOf({
  policy,
  proposed,
}: Pick<Setting, "policy" | "proposed">): readonly [readonly ReportSpec[], readonly ReportSpec[]] {
  return [policy.reports, proposed?.policy.reports ?? []];
}

function namedFiles(
  environment: Environment,
  root: string,
  files: readonly string[],
  specs: readonly ReportSpec[],
): ChosenReports {
  const match = specMatcher(specs);
  const inputs = files.map((file) => {
    const absolute = resolve(environment.cwd, file);
    const inside = pathBelow(root, absolute);
    const path = inside.startsWith("../") || inside === "" || isAbsolute(inside) ? file : inside;
    const spec = match(path);
    return {
      absolute,
      input: { path, promised: true, named: true, ...(spec === undefined ? {} : { spec }) },
    };
  });
  return { inputs, problems: [] };
}

function foundFiles(
  { env }: Environment,
  setting: Pick<Setting, "tree" | "policy" | "proposed">,
): ChosenReports {
  const { tree } = setting;
  const [judging, proposed] = specsOf(setting);
  const { reports, problems } = findReports(tree, judging, env);
  const known = new Set(reports.map(({ path }) => path));
  // Where the base has no policy, reports are found by convention there: a first one hides none of these.
  const isFirst = setting.policy.origin?.from === "first";
  const more =
    proposed.length === 0
      ? []
      : findReports(tree, isFirst ? [] : proposed, env).reports.filter(({ path }) => !known.has(path));
  const inputs = [...reports, ...more].map(({ path, promised, spec, problem }) => ({
    absolute: resolve(tree.root, path),
    input: { path, promised, ...(spec === undefined ? {} : { spec }) },
    ...(problem === undefined ? {} : { problem }),
  }));
  return { inputs, problems };
}
