import type { Schema } from "./description.ts";

/**
 * Adds what an answer must have and the fake does not care about (forty links of a repository), as empty values
 * by the schema. What a view gives stays as it is, so a wrong value of a view still fails the validation.
 */
export function complete(resolve: (schema: Schema) => Schema, schema: Schema, value: unknown): unknown {
  const own = resolve(schema);
  if (value === undefined) return placeholder(resolve, own);
  if (value === null || typeof value !== "object") return value;
  const branch = ["anyOf", "oneOf"]
    .flatMap((word) => (own[word] ?? []) as readonly Schema[])
    .map(resolve)
    .find((part) => (Array.isArray(value) ? part["items"] : part["properties"]) !== undefined);
  const merged = [...((own["allOf"] ?? []) as readonly Schema[]), ...(branch === undefined ? [] : [branch])];
  const based = merged.reduce<unknown>((sum, part) => complete(resolve, part, sum), value);
  if (Array.isArray(based)) {
    const items = own["items"];
    return items === undefined ? based : based.map((item) => complete(resolve, items as Schema, item));
  }
  return completeMembers(resolve, own, based as Record<string, unknown>);
}

function completeMembers(
  resolve: (schema: Schema) => Schema,
  schema: Schema,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, Schema>>;
  const result: Record<string, unknown> = { ...value };
  for (const [name, property] of Object.entries(properties)) {
    const isRequired = ((schema["required"] ?? []) as readonly string[]).includes(name);
    if (result[name] !== undefined || isRequired) result[name] = complete(resolve, property, result[name]);
  }
  return result;
}

function placeholder(resolve: (schema: Schema) => Schema, schema: Schema): unknown {
  if (schema["nullable"] === true) return null;
  const choices = schema["enum"] as readonly unknown[] | undefined;
  if (choices !== undefined) return choices[0];
  const parts = ["oneOf", "anyOf"].flatMap((word) => (schema[word] ?? []) as readonly Schema[]);
  if (parts[0] !== undefined) return complete(resolve, parts[0], undefined);
  switch (schema["type"]) {
    case "string":
      return text[String(schema["format"])] ?? "";
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    default:
      return complete(resolve, schema, {});
  }
}

const text: Readonly<Record<string, string>> = {
  uri: "https://github.com/unused",
  "date-time": "2026-01-01T00:00:00Z",
  email: "nobody@example.com",
};
