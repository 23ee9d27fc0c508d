import { resolve } from "node:path";
import { type Bundle, mergeBundles, usageError } from "@tollgate/model";
import { readBundle } from "../bundles/bundle-file.ts";
import type { Environment } from "../environment.ts";
import { isGzip } from "../files/open-file.ts";
import type { Setting } from "../policy/setting.ts";

/** Evidence of the base, and where it came from in words. */
export type BaseEvidence = { readonly bundle: Bundle; readonly how: string };

/**
 * Evidence of the base from bundles, or from report files, which are read as reports of this checkout would be. Throws a
 * usage error for what cannot be read whole: a base that lost something would excuse what the change did.
 */
export async function readBaseEvidence(
  environment: Environment,
  setting: Setting,
  files: readonly string[],
  how?: string,
): Promise<BaseEvidence> {
  const bundles: Bundle[] = [];
  const reports: string[] = [];
  for (const file of files) {
    const absolute = resolve(environment.cwd, file);
    if (!file.endsWith(".tollgate") && isGzip(absolute) === false) {
      reports.push(file);
      continue;
    }
    const decoded = await readBundle(absolute, file);
    if ("problem" in decoded)
      throw usageError(`--base-report: ${decoded.problem.message}`, decoded.problem.remedy);
    bundles.push(decoded.bundle);
  }
  if (reports.length > 0) bundles.push(await collectBase(environment, setting, reports));
  return { bundle: mergeBundles(bundles), how: how ?? describe(files, reports.length) };
}

/** Of which commit report files are, nothing tells. */
async function collectBase(
  environment: Environment,
  { subject: _subject, changed: _changed, ...setting }: Setting,
  files: readonly string[],
): Promise<Bundle> {
  const options = {
    files,
    coordinates: { job: "base", shard: { index: 1, total: 1 }, attempt: 1, environment: [] },
  };
  const { asRead, collectReports } = await import("../evidence/collect-reports.ts");
  const { bundle } = await collectReports(environment, { ...setting, subject: {} }, options, asRead);
  for (const { input, status, problems } of bundle.evidence) {
    const [worst] = problems.filter(({ severity }) => severity === "error");
    if (status === "ok") continue;
    throw usageError(
      `--base-report ${input.path}: ${worst?.message ?? "this is no report that is read here."}`,
      worst?.remedy ??
        "Name a report, or a bundle that `tollgate collect` or `tollgate run` wrote on the base.",
    );
  }
  return bundle;
}

function describe(files: readonly string[], reports: number): string {
  const names = files.map((file) => file.split(/[\\/]/).at(-1)).join(", ");
  const plural = files.length === 1 ? "" : "s";
  return reports === 0 ? `bundle${plural} ${names}` : `report${plural} ${names}`;
}
