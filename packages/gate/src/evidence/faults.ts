import {
  compareProblems,
  type Problem,
  type ProblemCode,
  type Report,
  type ReportInput,
} from "@tollgate/model";

/** Errors of reports of another commit or run: they are whole, and say nothing about what is judged. */
const staleCodes: ReadonlySet<ProblemCode> = new Set(["other-commit", "stale-report", "superseded-run"]);

/** Every error of the inputs of the scope and of the run itself, and inputs that are not ok without saying why. */
export function faultsOf(report: Report, inputs: readonly ReportInput[]): readonly Problem[] {
  const errors = errorsOf(report, inputs);
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
  const isStale = staleOf(report);
  return [...errors.filter((problem) => !isStale(problem)), ...silent].sort(compareProblems);
}

/** Errors that say that an input of the scope is stale. */
export function staleFaultsOf(report: Report, inputs: readonly ReportInput[]): readonly Problem[] {
  return errorsOf(report, inputs).filter(staleOf(report)).sort(compareProblems);
}

function errorsOf(report: Report, inputs: readonly ReportInput[]): readonly Problem[] {
  const here = new Set(inputs.map(({ input }) => input.path));
  const elsewhere = new Set(report.inputs.map(({ input }) => input.path).filter((path) => !here.has(path)));
  return report.problems.filter(
    ({ severity, path }) => severity === "error" && !(path !== undefined && elsewhere.has(path)),
  );
}

/** What is wrong with the checkout itself belongs to no input, whatever its code. */
function staleOf({ inputs }: Report): (problem: Problem) => boolean {
  const paths = new Set<string | undefined>(inputs.map(({ input }) => input.path));
  return ({ code, path }) => staleCodes.has(code) && paths.has(path);
}
