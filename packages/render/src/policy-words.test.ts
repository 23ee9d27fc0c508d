import { aDecision, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { renderComment } from "./markdown/comment.ts";
import { policyWords } from "./policy-words.ts";
import { renderTerminal } from "./terminal/terminal.ts";

const commit = "1a2b3c4d".padEnd(40, "0");
const options = { color: false, width: 200 };

describe("which policy judged", () => {
  it.each([
    ["tollgate.yml of main (1a2b3c4)", { path: "tollgate.yml", from: "base", ref: "main", commit }],
    ["the built-in rules, as main (1a2b3c4) has no policy", { from: "base", ref: "main", commit }],
    [
      "the built-in rules and this change's tollgate.yml, as main (1a2b3c4) has no policy yet",
      { path: "tollgate.yml", from: "first", ref: "main", commit },
    ],
    [
      "the built-in rules and this change's, as the policy of main is not here",
      { from: "unknown", ref: "main" },
    ],
    ["/srv/gate.yml", { path: "/srv/gate.yml", from: "outside" }],
    [
      "ci/gate.yml as it lies here; a pull request is judged by that of its base",
      { path: "ci/gate.yml", from: "work-tree" },
    ],
    ["", { from: "work-tree" }],
  ] as const)("is told: %s", (words, policy) => {
    expect(policyWords(aDecision({ policy }))).toBe(words);
  });
});

describe("what the change's own policy would say", () => {
  const rule = { rule: "coverage", title: "Coverage", scope: { package: "api" } };
  const files = ["tollgate.yml"];

  it("is told rule by rule", () => {
    const message = "It would ask for less (min).";
    const decision = aDecision({ policyChange: { files, outcome: "allow", rules: [{ ...rule, message }] } });
    const title = "By the policy that this change brings the outcome would be: allow";
    expect(renderTerminal(aReport(), decision, options)).toContain(
      `${title}.\n   - Coverage (api): It would ask for less (min).\n`,
    );
    expect(renderComment(aReport(), decision)).toContain(
      `**${title}.**\n\n- Coverage (api): It would ask for less (min).\n`,
    );
  });

  it("is told where no rule would differ", () => {
    const decision = aDecision({ policyChange: { files, outcome: "block", rules: [] } });
    const words = "No rule would say anything else of this change.";
    expect(renderTerminal(aReport(), decision, options)).toContain(`block.\n   - ${words}\n`);
    expect(renderComment(aReport(), decision)).toContain(`- ${words}\n`);
  });

  it("is nothing where it cannot be read", () => {
    const decision = aDecision({ policyChange: { files, rules: [] } });
    expect(renderComment(aReport(), decision)).toContain("**What judges this change is edited by it.**\n");
  });
});
