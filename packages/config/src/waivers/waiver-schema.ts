import { type Rule, rules } from "@tollgate/gate";
import type { ObjectSchema, ValueSchema } from "../schema.ts";
import { day, glob, kind, object, ownerName, packageName } from "../schema-parts.ts";

/** The version of the waiver format that is read. */
export const waiverVersion = 1;

const words: ValueSchema = { type: "string", title: "a text", pattern: "\\S" };

const scope: ObjectSchema = {
  ...object("what it is for; {} for the repository", {
    required: [],
    properties: {
      package: { ...packageName, description: "Only what belongs to this package." },
      kind: { ...kind, description: "Only what tests of this kind did." },
      owner: { ...ownerName, description: "Only files that this owner owns, by CODEOWNERS." },
      path: { ...glob, description: "Only files that this glob matches." },
      name: { ...words, description: "A scope of the policy's `scopes`.", examples: ["payments"] },
    },
  }),
  description:
    "For which entries of the rule: the same scope as an entry of the policy, or a wider one. {} is the whole repository.",
};

const test: ObjectSchema = {
  ...object("a test", {
    required: ["package", "kind", "title"],
    properties: {
      package: packageName,
      kind: { ...kind, description: "The kind of its run." },
      file: { ...glob, title: "a path below the repository's root", description: "The test's file." },
      title: { ...words, description: "Suites and name, joined by ` > `.", examples: ["cart > adds"] },
      environment: { ...words, description: "The runner's project: a browser, a matrix cell." },
      occurrence: {
        type: "integer",
        title: "a whole number from 1",
        description: "Which of several tests of this name in one run.",
        minimum: 1,
        default: 1,
      },
    },
  }),
  description: "The one test that it is for, as `tollgate explain rule` writes it.",
};

const members: Readonly<Record<string, ValueSchema>> = {
  reason: { ...words, description: "Why, for whoever reads it next month." },
  owner: {
    ...words,
    title: "who answers for it",
    description: "Who mends what it waives.",
    examples: ["@shop/api-team"],
  },
  createdAt: {
    ...day,
    description: "The day it was written. Without it the day of the commit that brought it.",
  },
  expires: { ...day, description: "The last day on which it helps." },
  ticket: { ...words, description: "Where the work is tracked." },
};

/** The schema of a waiver of this rule; of a rule that there is not, without what depends on it. */
export function waiverSchema(rule: Rule | undefined): ObjectSchema {
  return object("a waiver", {
    required: ["version", "rule", "reason", "owner", "expires"],
    properties: {
      version: {
        type: "integer",
        title: `version ${waiverVersion}`,
        description: "The version of the waiver format.",
        enum: [waiverVersion],
      },
      rule: {
        type: "string",
        title: "the id of a rule",
        description: "The rule that may be missed.",
        enum: rules.map(({ id }) => id),
      },
      ...members,
      ...dependentOf(rule),
    },
  });
}

/** What a waiver says beside depends on how its rule is waived. */
function dependentOf(rule: Rule | undefined): ObjectSchema["properties"] {
  if (rule?.waivedBy === "failures") return namingFailures();
  return rule?.waivedBy === "tests" ? { test } : forScopes(rule);
}

/** Members that a waiver of the rule must have. */
export function namedBy({ waivedBy }: Rule): readonly string[] {
  if (waivedBy === "failures") return ["test", "failure"];
  return waivedBy === "tests" ? ["test"] : ["scope"];
}

function namingFailures(): ObjectSchema["properties"] {
  return {
    test,
    failure: {
      type: "string",
      title: "the fingerprint of a failure",
      description: "The one failure of the test, as `tollgate explain rule` prints it.",
      pattern: "^v1:[0-9a-f]{16}$",
      examples: ["v1:0123456789abcdef"],
    },
  };
}

function forScopes(rule: Rule | undefined): ObjectSchema["properties"] {
  return {
    scope,
    ...limitOf(rule),
    coversUnknown: {
      type: "boolean",
      title: "true or false",
      description: "True to waive also what is not known, because evidence is missing or broken.",
      default: false,
    },
  };
}

/** Options that say how much is asked for; what is judged cannot be changed by a waiver. */
function limitOf(rule: Rule | undefined): ObjectSchema["properties"] {
  const bounds = Object.entries(rule?.options ?? {}).filter(([, { stricter = "same" }]) => isBound(stricter));
  if (rule === undefined || bounds.length === 0) return {};
  const options = object(`weaker options of ${rule.id}`, {
    required: [],
    properties: Object.fromEntries(bounds.map(([name, { schema }]) => [name, schema])),
  });
  const description = "Weaker values of the rule's options, beyond which the rule bites all the same.";
  return { limit: { ...options, description } };
}

function isBound(stricter: NonNullable<Rule["options"][string]["stricter"]>): boolean {
  return stricter === "higher" || stricter === "lower" || typeof stricter !== "string";
}

/** The JSON Schema for editors: what depends on the rule stands under a condition. */
export const waiverDocument: object = {
  ...waiverSchema(undefined),
  properties: { ...waiverSchema(undefined).properties, ...namingFailures(), limit: { type: "object" } },
  allOf: rules.map((rule) => {
    const { properties } = waiverSchema(rule);
    const own = Object.entries(properties).filter(([name]) => !["version", "rule"].includes(name));
    const dependent = own.filter(([name]) => !(name in members));
    return {
      if: { properties: { rule: { const: rule.id } }, required: ["rule"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {
        required: namedBy(rule),
        properties: {
          ...Object.fromEntries(
            ["test", "failure", "scope", "limit", "coversUnknown"].map((name) => [name, false]),
          ),
          ...Object.fromEntries(dependent),
        },
      },
    };
  }),
};
