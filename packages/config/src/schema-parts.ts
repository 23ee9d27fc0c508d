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

export function object(title: string, members: Pick<ObjectSchema, "required" | "properties">): ObjectSchema {
  return { type: "object", title, additionalProperties: false, ...members };
}

export function list(title: string, items: Schema, minItems = 0): ListSchema {
  return { type: "array", title, items, minItems };
}
