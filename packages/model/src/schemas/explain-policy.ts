import { ruleSeverities } from "../policy.ts";
import { place } from "./expected.ts";
import { isoDate, type JsonSchema, listOf, object, problem, refTo, text, truth } from "./parts.ts";
import { judgingPolicy, scope } from "./policy.ts";
import { judgedWaiver, testRef } from "./waivers.ts";

/** What `tollgate explain policy --json` prints. */
export const explainPolicySchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/explain-policy/1",
  title: "What is in force",
  description: "The rules that judge here, the waivers, and who may override.",
  ...object(
    {
      schema: { const: "tollgate/explain-policy/1" },
      date: { ...isoDate, description: "The day for which it is told, in UTC." },
      policy: judgingPolicy,
      rules: listOf(refTo("rule"), "In the order of the policy, built-in rules first."),
      override: {
        ...object({ label: text, who: listOf(text, "Absent: everybody who may set labels.") }, ["label"]),
        description: "The label that lets a change pass whatever the rules say; absent where there is none.",
      },
      approvalRequired: { ...truth, description: "Only waivers help whose approval by an owner is proven." },
      waivers: listOf(
        refTo("waiver"),
        "Sorted by path. Nothing was judged: active ones help wherever a rule needs them.",
      ),
      problems: listOf(problem, "What is wrong with the policy and with waivers."),
    },
    ["schema", "date", "rules", "approvalRequired", "waivers", "problems"],
  ),
  $defs: {
    scope,
    rule: object(
      {
        rule: { ...text, description: "Its key in the policy." },
        scope: refTo("scope"),
        mode: { enum: ["observe", "warn", "enforce"] },
        enforceFrom: { ...isoDate, description: "Before this day an enforced rule only warns." },
        severity: { enum: ruleSeverities, description: "A rank; it never changes the outcome." },
        options: { type: "object", description: "As the policy writes them; the rest has its default." },
        place: { ...place, description: "Where the policy asks for it; absent for a built-in rule." },
      },
      ["rule", "scope", "mode", "severity", "options"],
    ),
    waiver: judgedWaiver,
    testRef,
  },
};
