import { compareProblems, type Problem, type Report, type ReportInput } from "@tollgate/model";

/** Every error of the inputs of the scope and of the run itself, and inputs that are not ok without saying why. */
export function faultsOf(report: Report, inputs: readonly ReportInput[]): readonly Problem[] {
  const here = new Set(inputs.map(({ input }) => input.path));
  const elsewhere = new Set(report.inputs.map(({ input }) => input.path).filter((path) => !here.has(path)));
  const errors = report.problems.filter(
    ({ severity, path }) => severity === "error" && !(path !== undefined && elsewhere.has(path)),
  );
  const explained = new Set(errors.map(({ path }) => path));
  const silent = inputs
    .filter(({ status, input }) => status !== "ok" && !explained.has(input.path))
    .map(
      ({ status, input }): Problem => ({
        code: "unreadable-file",
        severity: "error",
        message: `The report is ${status}.`,
        remedy: `\`tollgate inspect ${input.path}\` tells what is wrong with it.`,
        path: input.path,
      }),
    );
  return [...errors, ...silent].sort(compareProblems);
}
