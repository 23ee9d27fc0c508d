import { ruleEffects } from "../decision.ts";
import { digest, isoDate, type JsonSchema, listOf, object, problem, refTo, text } from "./parts.ts";

/** What `tollgate gate --compare --json` prints. */
export const compareSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tollgate/compare/1",
  title: "Past runs under another policy",
  ...object({
    schema: { const: "tollgate/compare/1" },
    date: { ...isoDate, description: "The day by which both policies judge." },
    present: refTo("policy"),
    proposed: refTo("policy"),
    limits: listOf(text, "What a bundle alone does not tell: it is unknown under both policies."),
    runs: listOf({ oneOf: [refTo("judged"), refTo("unread")] }, "In the order in which they were given."),
  }),
  $defs: {
    policy: object({ path: text, digest }, ["digest"]),
    judged: object(
      {
        bundle: text,
        commit: text,
        before: refTo("verdict"),
        after: refTo("verdict"),
        changes: listOf(refTo("change"), "Rules that do something else than before."),
      },
      ["bundle", "before", "after", "changes"],
    ),
    unread: object({ bundle: text, problem }),
    verdict: object({ outcome: { enum: ["allow", "block", "hold"] }, summary: text }),
    change: {
      ...object({ rule: text, title: text, scope: text, before: refTo("result"), after: refTo("result") }, [
        "rule",
        "title",
        "scope",
      ]),
      description: "A side is absent where the policy does not ask the rule.",
    },
    result: object({
      answer: { enum: ["pass", "fail", "unknown"] },
      effect: { enum: ruleEffects },
      message: text,
    }),
  },
};
