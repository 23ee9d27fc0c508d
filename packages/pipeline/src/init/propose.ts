import { fullTitle, isFailing, type RepoPath, type Report, type ReportInput } from "@tollgate/model";
import { coverageFloors, findingFloor, testFloors } from "./floors.ts";
import type { AbsentTests, Proposal, ProposedReports } from "./proposal.ts";
import { type KindGlobs, type KnownReport, reportGlobs } from "./report-globs.ts";

export type ProposeOptions = {
  /** Where the JSON Schema of a policy lies in this checkout. */
  readonly schema?: RepoPath;
  /** Whether a policy with these globs reads exactly these reports, each as its kind. */
  readonly reads: (globs: readonly KindGlobs[], reports: readonly KnownReport[]) => boolean;
};

/** A starting policy from what a report of today says. */
export function propose(report: Report, { schema, reads }: ProposeOptions): Proposal {
  const inputs = report.inputs.filter(isReport);
  const known = inputs.map(({ input, origin }) => ({ path: input.path, kind: origin.kind }));
  const isExact = (globs: readonly KindGlobs[]): boolean =>
    globs.every(({ kind }) => nameable.test(kind)) && reads(globs, known);
  const globs = reportGlobs(known, report.packages, isExact);
  const tests = testFloors(report).filter(({ kind }) => nameable.test(kind));
  const findings = findingFloor(report);
  const assumed = new Set(
    report.problems.filter(({ code }) => code === "assumed-kind").map(({ path }) => path),
  );
  return {
    ...(schema === undefined ? {} : { schema }),
    count: known.length,
    reports: (isExact(globs) ? globs : []).map(
      ({ kind, files }): ProposedReports => ({
        kind,
        files,
        count: known.filter((item) => item.kind === kind).length,
        ...formatOf(inputs.filter(({ origin }) => origin.kind === kind)),
        required: tests.some((floor) => floor.kind === kind),
        assumed: known.some((item) => item.kind === kind && assumed.has(item.path)),
      }),
    ),
    tests,
    coverage: coverageFloors(report.totals.coverage),
    ...(findings === undefined ? {} : { findings }),
    failing: failingTests(report),
    absent: absentTests(report),
  };
}

/** Of analysis tools alone, in one format: then the entry can promise them without promising tests. */
function formatOf(inputs: readonly ReportInput[]): Pick<ProposedReports, "format"> {
  const [format, ...others] = new Set(inputs.map(({ input }) => input.format));
  const isOfTools = inputs.every(({ holds, status }) => holds === "findings" && status === "ok");
  return isOfTools && format !== undefined && others.length === 0 ? { format } : {};
}

/** Kinds are data of reports, too: one that a policy cannot name is left to the usual places. */
const nameable = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** What tells how runs ended is read without being named; what says nothing is no report. */
function isReport({ input, holds, status }: ReportInput): boolean {
  return holds !== "runs" && !(status === "ok" && input.format === undefined);
}

function failingTests({ tests }: Report): readonly string[] {
  return tests
    .filter(({ status }) => isFailing(status))
    .map((test) => `${test.file ?? test.package} > ${fullTitle(test)}`);
}

function absentTests({ expected }: Report): readonly AbsentTests[] {
  return expected
    .filter(({ state, required, from }) => state === "missing" && required && from !== "policy")
    .map(({ package: owner, task }) => ({
      package: owner,
      ...(task === undefined ? {} : { script: task.slice(task.lastIndexOf("#") + 1) }),
    }));
}
