import {
  compareText,
  type ExpectedEvidence,
  type ExpectedList,
  type ListedEvidence,
  type ListedExpectation,
  type ListedMissing,
  type Report,
} from "@tollgate/model";
import { renderExpectedList } from "@tollgate/render";
import { readExpectations, readTree, type SettledExpectations } from "@tollgate/workspace";
import { readBaseEvidence } from "./base/base-evidence.ts";
import { readBundles } from "./bundles/read-bundles.ts";
import type { Environment } from "./environment.ts";
import { asRead, collectOptionsOf, collectReports } from "./evidence/collect-reports.ts";
import { readJobs } from "./jobs/read-jobs.ts";
import { judge } from "./judge.ts";
import { readSetting, type SettingOptions } from "./policy/setting.ts";

export type ExpectOptions = SettingOptions & {
  /** Bundles; none: the reports of this checkout. */
  readonly files: readonly string[];
  readonly baseReport?: readonly string[];
  /** The jobs of the CI run, as its API lists them. */
  readonly jobs?: string;
  readonly json: boolean;
};

/** What must arrive, why, and what came for it. Exit 0 whatever came: it only tells. */
export async function expect(environment: Environment, options: ExpectOptions): Promise<number> {
  const { files, baseReport = [], json } = options;
  const checkout = await readTree(environment);
  const setting = await readSetting(environment, checkout, options);
  const { bundle, problems } =
    files.length > 0
      ? await readBundles(environment, files)
      : await collectReports(
          environment,
          setting,
          collectOptionsOf(environment, { files }, undefined),
          asRead,
        );
  const base = baseReport.length === 0 ? undefined : await readBaseEvidence(environment, setting, baseReport);
  const { report } = await judge(environment, setting, bundle, {
    problems,
    ...(base === undefined ? {} : { base }),
    ...(options.jobs === undefined ? {} : { options: { jobs: readJobs(environment, options.jobs) } }),
  });
  const list = listOf(report, await readExpectations(environment, setting.tree, setting));
  environment.stdout(json ? `${JSON.stringify(list, null, 2)}\n` : renderExpectedList(list, environment));
  return 0;
}

function listOf(report: Report, { excepted, problems }: SettledExpectations): ExpectedList {
  const inputs = new Map(report.inputs.map((item) => [item.id, item]));
  const came = (ids: ExpectedEvidence["by"]): readonly ListedEvidence[] =>
    ids
      .flatMap((id) => inputs.get(id) ?? [])
      .map(({ input: { path }, origin: { job, shard, environment }, reused, fromCache }) => ({
        ...{ path, job, shard, environment },
        ...(reused === undefined ? {} : { reused }),
        ...(fromCache === undefined ? {} : { fromCache }),
      }))
      .sort((a, b) => compareText(a.path, b.path));
  return {
    schema: "tollgate/expect/1",
    expected: report.expected.map(
      ({ by, ...item }): ListedExpectation => ({ ...item, by: came(by), missing: missingOf(report, item) }),
    ),
    excepted: excepted.map(({ expectation, exception: { reason, place } }) => ({
      ...expectation,
      reason,
      exceptedAt: place,
    })),
    problems,
  };
}

function missingOf(
  { missing }: Report,
  { package: owner, kind, state }: Omit<ExpectedEvidence, "by">,
): readonly ListedMissing[] {
  if (state !== "missing") return [];
  return missing
    .filter((item) => item.package === owner && item.kind === kind && item.about === "tests")
    .map(({ what, because, remedy, producer }) => ({
      ...{ what, because, remedy },
      ...(producer === undefined ? {} : { producer }),
    }));
}
