import { approvalVerdicts, waiverStates } from "../waiver.ts";
import { isoDate, type JsonSchema, object, positive, refTo, text } from "./parts.ts";

/** A test as waivers name it. */
export const testRef: JsonSchema = {
  ...object({ package: text, kind: text, file: text, title: text, environment: text, occurrence: positive }, [
    "package",
    "kind",
    "title",
  ]),
  description: "One test; occurrence tells several of one name apart.",
};

/** One of a decision's `waivers`. */
export const judgedWaiver: JsonSchema = object(
  {
    id: { ...text, description: "Its path." },
    rule: text,
    scope: refTo("scope"),
    reason: text,
    owner: { ...text, description: "Who answers for it." },
    createdAt: isoDate,
    expires: { ...isoDate, description: "The last day on which it helps." },
    ticket: text,
    limit: {
      type: "object",
      description: "Weaker values of the rule's options.",
      additionalProperties: { type: ["string", "number", "boolean"] },
    },
    coversUnknown: { type: "boolean" },
    test: refTo("testRef"),
    failure: text,
    state: { enum: waiverStates, description: "Only active and expiring ones help." },
    why: text,
    approval: object({ verdict: { enum: approvalVerdicts }, why: text }),
  },
  ["id", "rule", "scope", "reason", "owner", "expires", "state", "why", "approval"],
);

export const override: JsonSchema = {
  ...object({ label: text, actor: text, reason: text, outcome: { enum: ["block", "hold"] } }),
  description: "A label let the change pass although the rules say `outcome`.",
};
