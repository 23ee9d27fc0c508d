import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

export const failedSteps: Doubt = {
  code: "declared-totals-differ",
  severity: "warning",
  message: (count) =>
    `${times(count, "step", "steps")} failed in a test that passed; the status of the test counts.`,
  remedy: "Look whether the test catches the failure of its step on purpose.",
};

/** The other tries are results of their own, and without a history id nothing tells which they are. */
export const oneOfSeveralTries: Doubt = {
  code: "ambiguous-identity",
  severity: "info",
  message: () =>
    "The result is a later try of its test and has no history id; the earlier ones count as tests of their own.",
  remedy:
    "Collect the runner's own report beside Allure's, which tells all tries together, or use a newer Allure adapter.",
};

/** A list that may hold fixtures or errors. */
export const unknownList: Doubt = {
  code: "unknown-element",
  severity: "error",
  message: (count) =>
    `${times(count, "list is", "lists are")} not known in a file of this kind, and may tell failures.`,
  remedy: "Look at what writes this file; a newer Allure may say more than is read here.",
};
