import { type Problem, problemCodes } from "../problem.ts";
import { integerOf, membersOf, oneOf, optional, textOf } from "./guards.ts";

/** A problem of a bundle or a decision. */
export function decodeProblem(value: unknown, where: string): Problem {
  const problem = membersOf(value, where);
  return {
    code: oneOf(problem["code"], `${where}.code`, problemCodes),
    severity: oneOf(problem["severity"], `${where}.severity`, ["error", "warning", "info"]),
    message: textOf(problem["message"], `${where}.message`),
    remedy: textOf(problem["remedy"], `${where}.remedy`),
    ...optional(problem, "path", where, textOf),
    ...optional(problem, "line", where, natural),
    ...optional(problem, "column", where, natural),
    ...optional(problem, "offset", where, natural),
    ...optional(problem, "reader", where, textOf),
  };
}

function natural(value: unknown, where: string): number {
  return integerOf(value, where, 0);
}
