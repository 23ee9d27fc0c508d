import type { ListSchema, ObjectSchema, Schema, ValueSchema } from "./schema.ts";

export const kind: ValueSchema = {
  type: "string",
  title: "a kind: letters, digits, `-`, `_` and `.`",
  description: "unit, integration, e2e, or a name of your own.",
  pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$",
  examples: ["unit", "integration", "e2e"],
};

export const packageName: ValueSchema = {
  type: "string",
  title: "the name of a package",
  description: "As its manifest says.",
  pattern: "\\S",
  examples: ["@shop/payments"],
};

export const glob: ValueSchema = {
  type: "string",
  title: "a glob with `/` below the repository's root",
  pattern: "^(?!/)(?![A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\u0000-\\u001f]+$",
  examples: ["packages/*/reports/unit/**"],
};

export const day: ValueSchema = {
  type: "string",
  title: "a day as YYYY-MM-DD",
  pattern: "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$",
  examples: ["2027-01-31"],
};

export const ownerName: ValueSchema = {
  type: "string",
  title: "an owner as CODEOWNERS writes it",
  pattern: "^\\S+$",
  examples: ["@shop/payments-team"],
};

export function object(title: string, members: Pick<ObjectSchema, "required" | "properties">): ObjectSchema {
  return { type: "object", title, additionalProperties: false, ...members };
}

export function list(title: string, items: Schema, minItems = 0): ListSchema {
  return { type: "array", title, items, minItems };
}
