import type { Schema } from "./description.ts";

/** Paths of the members of a value that its schema does not name. GitHub ignores them; we do not. */
export function unknownMembers(
  resolve: (schema: Schema) => Schema,
  schema: Schema,
  value: unknown,
  at = "",
): readonly string[] {
  if (Array.isArray(value)) {
    const items = branches(resolve, schema).find((branch) => branch["items"] !== undefined)?.["items"];
    if (items === undefined) return [];
    return value.flatMap((item, index) => unknownMembers(resolve, items as Schema, item, `${at}/${index}`));
  }
  if (typeof value !== "object" || value === null) return [];
  const all = branches(resolve, schema);
  const open = all.some(
    (branch) => typeof branch["additionalProperties"] === "object" || !describesMembers(branch),
  );
  const known = new Map(all.flatMap((branch) => Object.entries((branch["properties"] ?? {}) as Schema)));
  if (open || known.size === 0) return [];
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return present.flatMap(([name, member]) =>
    known.has(name)
      ? unknownMembers(resolve, known.get(name) as Schema, member, `${at}/${name}`)
      : [`${at}/${name}`],
  );
}

/** The schema and all that it is put together from. */
function branches(resolve: (schema: Schema) => Schema, schema: Schema): readonly Schema[] {
  const own = resolve(schema);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((word) => (own[word] ?? []) as readonly Schema[]);
  return [own, ...parts.flatMap((part) => branches(resolve, part))];
}

function describesMembers(schema: Schema): boolean {
  return ["properties", "allOf", "anyOf", "oneOf", "required"].some((word) => schema[word] !== undefined)
    ? true
    : schema["type"] !== "object";
}
