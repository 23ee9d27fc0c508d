import type { Rule } from "../rule.ts";
import { actionOf, dataOf, textOf } from "../workflow.ts";

/** These run with the base repository's token and secrets, whoever caused them. */
const privileged = ["pull_request_target", "workflow_run", "issue_comment"];

/** Code of the change never reaches the disk of a job with a token that writes: what lies there gets executed. */
export const privilegedCheckout: Rule = {
  id: "privileged-checkout",
  *check({ triggers, steps }) {
    const trigger = privileged.find((name) => triggers.has(name));
    if (trigger === undefined) return;
    const remedy =
      "check out nothing but the default branch, and let the publish action fetch what it judges";
    for (const step of steps) {
      const given = dataOf(step.value["with"]);
      if (actionOf(step) === "actions/checkout")
        for (const key of ["ref", "repository", "allow-unsafe-pr-checkout"])
          if (key in given)
            yield {
              at: [...step.at, "with", key],
              message: `checkout with \`${key}\` on ${trigger}: ${remedy}`,
            };
      if (
        /\bgh\s+pr\s+checkout\b|\brefs\/pull\/|\bpull\/\S+\/(?:head|merge)\b/.test(textOf(step.value["run"]))
      )
        yield { at: [...step.at, "run"], message: `a pull request is fetched on ${trigger}: ${remedy}` };
    }
  },
};
