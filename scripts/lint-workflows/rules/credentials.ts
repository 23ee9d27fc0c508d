import type { Rule } from "../rule.ts";
import { actionOf, dataOf } from "../workflow.ts";

/** A token that lies in `.git/config` is there for every test and every dependency. */
export const credentials: Rule = {
  id: "credentials",
  *check({ steps, jobs }) {
    for (const step of steps)
      if (
        actionOf(step) === "actions/checkout" &&
        dataOf(step.value["with"])["persist-credentials"] !== false
      )
        yield {
          at: [...step.at, "uses"],
          message: "checkout leaves its token in .git/config: write `with: { persist-credentials: false }`",
        };
    for (const { at, value } of jobs)
      if (value["secrets"] === "inherit")
        yield {
          at: [...at, "secrets"],
          message: "`secrets: inherit` gives all of them away: name those that are needed",
        };
  },
};
