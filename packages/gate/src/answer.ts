import type { Answer } from "@tollgate/model";

/** Kleene logic: fail < unknown < pass. AND is the worst, OR the best; nothing turns unknown into pass. */
const order: readonly Answer[] = ["fail", "unknown", "pass"];

/** AND: passes when all pass. Of no answers: pass. */
export function allOf(answers: readonly Answer[]): Answer {
  return order.find((answer) => answers.includes(answer)) ?? "pass";
}

/** OR: passes when one passes. Of no answers: fail. */
export function anyOf(answers: readonly Answer[]): Answer {
  return order.findLast((answer) => answers.includes(answer)) ?? "fail";
}
