import { type CoverageMetric, describeUnmeasured, type Scope, type Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { metricNoun } from "../../metric.ts";
import { byKind } from "../../scope-words.ts";
import type { ChangedCount, ChangedFile } from "./count-changed.ts";

/** Each uncovered place; per file where the report has no places for the metric or the kind. */
export function violationsOf(
  { files, unmeasured }: ChangedCount,
  { kind }: Scope,
  metric: CoverageMetric,
): readonly Violation[] {
  return [
    ...files.flatMap((changed) => {
      if (kind === undefined && metric === "lines") return uncoveredLines(changed);
      if (kind === undefined && metric === "functions") return uncoveredFunctions(changed);
      return uncoveredCount(changed, kind, metric);
    }),
    ...unmeasured.map(
      (file): Violation => ({ message: describeUnmeasured(file), path: file.path, package: file.package }),
    ),
  ];
}

function uncoveredLines({ file }: ChangedFile): readonly Violation[] {
  return file.uncovered.map(([first, last]) => ({
    message:
      first === last
        ? "no test runs this changed line"
        : `no test runs these ${last - first + 1} changed lines`,
    path: file.path,
    line: first,
    ...(last > first ? { endLine: last } : {}),
    package: file.package,
  }));
}

function uncoveredFunctions({ file }: ChangedFile): readonly Violation[] {
  return file.uncoveredFunctions.map(({ name, line }) => ({
    message: `no test calls the changed function ${name}`,
    path: file.path,
    line,
    package: file.package,
  }));
}

function uncoveredCount(
  { file, extent: { found, hit } }: ChangedFile,
  kind: string | undefined,
  metric: CoverageMetric,
): readonly Violation[] {
  if (hit === found) return [];
  const what = plural(found, ...metricNoun(metric, "changed "));
  return [
    {
      message: `${found - hit} of ${what} are not covered${byKind(kind)}`,
      path: file.path,
      package: file.package,
    },
  ];
}
