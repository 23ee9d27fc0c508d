import type { Evidence, MergedFile, Origin, RepoPath, Report } from "@tollgate/model";
import { type BaseCoverage, createBaseCoverage, noBaseCoverage } from "./base-coverage.ts";
import type { BaseDoubt, BaseFiles } from "./base-files.ts";
import { provenFiles } from "./dirty-base.ts";

/** The coverage of the base as far as it may excuse something, or why it may not. */
export type BaseToCompare = {
  readonly coverage: BaseCoverage;
  readonly doubt?: BaseDoubt;
};

/**
 * That no test ran a line on the base excuses one that none runs now, so it must be certain: one report less on the
 * base would excuse more. It is not where the base is of another commit, where something of it is missing or could
 * not be read, and where it lacks a report that the head has.
 */
export function baseToCompare(
  base: { readonly report: Report; readonly files?: BaseFiles } | undefined,
  current: readonly Evidence[],
): BaseToCompare {
  if (base === undefined)
    return {
      coverage: noBaseCoverage,
      doubt: {
        reason: "there is no base report",
        remedy: "Give the bundle of the base as --base-report to tell what no test ran there either.",
      },
    };
  const { report } = base;
  const files = provenFiles(report, base.files ?? unlooked);
  const doubt = files.known ? incompleteness(report, current) : files;
  if (doubt !== undefined) {
    const { reason, remedy } = doubt;
    return { coverage: noBaseCoverage, doubt: { reason, remedy } };
  }
  return {
    coverage: createBaseCoverage(comparableFiles(report, files)),
    ...(files.known && files.doubt !== undefined ? { doubt: files.doubt } : {}),
  };
}

export const unlooked: BaseFiles = {
  known: false,
  reason: "the commit of the base report is not known",
  remedy: "Collect the base report inside a checkout.",
};

/** Files of the base's report that the comparison may use. */
function comparableFiles({ coverage }: Report, files: BaseFiles): ReadonlyMap<RepoPath, MergedFile> {
  if (!files.known) return new Map();
  return new Map(coverage.filter(({ path }) => !files.differing.has(path)).map((file) => [file.path, file]));
}

const whole = "Make the base report of a run in which every report arrived and could be read.";

function incompleteness(
  { inputs, missing, problems }: Report,
  current: readonly Evidence[],
): { readonly reason: string; readonly remedy: string } | undefined {
  const [absent] = missing;
  if (absent !== undefined) return { reason: `the base report lacks ${absent.what}`, remedy: whole };
  const counting = inputs.filter(({ superseded }) => !superseded);
  const bad = counting.find(
    ({ status, holds }) => status !== "ok" && (holds === undefined || holds === "coverage"),
  );
  if (bad !== undefined)
    return { reason: `${bad.input.path} of the base report could not be read completely`, remedy: whole };
  if (problems.some(({ severity }) => severity === "error"))
    return { reason: "the base report has errors", remedy: whole };
  const lacking = lackingOrigin(
    counting.filter(({ holds }) => holds === "coverage").map(({ origin }) => origin),
    current.filter(({ coverage }) => coverage !== undefined).map(({ origin }) => origin),
  );
  if (lacking === undefined) return undefined;
  const { kind, package: owner, shard } = lacking;
  const part = shard.total === 1 ? "" : `, shard ${shard.index} of ${shard.total}`;
  return {
    reason: `the base report has no ${kind} coverage that ${owner} measured as it does now (${lacking.invocation}${part})`,
    remedy: "It will be there once this is the base; until then nothing is excused.",
  };
}

/** An origin of the head that the base has less often. */
function lackingOrigin(base: readonly Origin[], head: readonly Origin[]): Origin | undefined {
  const counts = new Map<string, number>();
  for (const origin of base) counts.set(keyOfOrigin(origin), (counts.get(keyOfOrigin(origin)) ?? 0) + 1);
  return head.find((origin) => {
    const left = counts.get(keyOfOrigin(origin)) ?? 0;
    counts.set(keyOfOrigin(origin), left - 1);
    return left === 0;
  });
}

/** Neither job nor attempt: a workflow of the base branch may name them in another way. */
export function keyOfOrigin({ package: owner, kind, shard, environment, invocation }: Origin): string {
  return [owner, kind, shard.index, shard.total, ...environment, invocation].join("\0");
}
