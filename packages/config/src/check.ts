import { nearestNames } from "@tollgate/gate";
import type { Fault } from "./fault.ts";
import { quoted } from "./quoted.ts";
import type { ListSchema, ObjectSchema, Schema, ValueSchema } from "./schema.ts";
import type { Tree } from "./tree.ts";

type Plain = Exclude<Tree, { form: "refused" }>;

/** Everything in the tree that the schema does not allow. */
export function check(tree: Tree, schema: Schema): readonly Fault[] {
  if (tree.form === "refused") return [];
  if ("anyOf" in schema) {
    const [one, many] = schema.anyOf;
    if (tree.form === "list") return checkList(tree, many);
    return tree.form === "object"
      ? checkObject(tree, one)
      : [mismatch(tree, schema, "Write its options, or {} for the defaults.")];
  }
  if (schema.type === "object") {
    if (tree.form !== "object") return [mismatch(tree, schema)];
    if ("properties" in schema) return checkObject(tree, schema);
    return tree.members.flatMap(({ value }) => check(value, schema.additionalProperties));
  }
  if (schema.type === "array")
    return tree.form === "list" ? checkList(tree, schema) : [mismatch(tree, schema)];
  return isAllowed(tree, schema) ? [] : [mismatch(tree, schema, adviceFor(tree, schema))];
}

function checkObject(
  { members, offset }: Extract<Tree, { form: "object" }>,
  { properties, required, title }: ObjectSchema,
): readonly Fault[] {
  const known = new Map(Object.entries(properties));
  const written = new Set(members.map(({ key }) => key));
  const missing = required
    .filter((name) => !written.has(name))
    .map((name): Fault => {
      const wanted = known.get(name);
      const example =
        wanted !== undefined && "examples" in wanted ? ` For example ${name}: ${wanted.examples?.[0]}.` : "";
      return {
        offset,
        found: `no "${name}"`,
        allowed: `${title} with "${name}"`,
        remedy: `Add it.${example}`,
      };
    });
  const wrong = members.flatMap(({ key, offset: at, value }) => {
    const schema = known.get(key);
    return schema === undefined ? [unknownKey(key, at, known)] : check(value, schema);
  });
  return [...missing, ...wrong];
}

function unknownKey(key: string, offset: number, known: ReadonlyMap<string, Schema>): Fault {
  const [near] = nearestNames(key, known.keys());
  return {
    offset,
    found: `the unknown key ${quoted(key)}`,
    allowed: `one of ${[...known.keys()].join(", ")}`,
    remedy: near === undefined ? "Remove it." : `Did you mean "${near}"?`,
  };
}

function checkList({ items, offset }: Extract<Tree, { form: "list" }>, schema: ListSchema): readonly Fault[] {
  if (items.length < schema.minItems)
    return [{ offset, found: "an empty list", allowed: schema.title, remedy: "Fill it or remove its key." }];
  return items.flatMap((item) => check(item, schema.items));
}

function isAllowed(tree: Plain, schema: ValueSchema): boolean {
  if (tree.form !== "value") return false;
  const { value } = tree;
  if (schema.type === "boolean") return typeof value === "boolean";
  if (schema.type === "integer") {
    if (!Number.isSafeInteger(value)) return false;
    if (Number(value) < (schema.minimum ?? Number.MIN_SAFE_INTEGER)) return false;
    if (Number(value) > (schema.maximum ?? Number.MAX_SAFE_INTEGER)) return false;
  } else if (typeof value !== "string") return false;
  if (schema.enum !== undefined && !schema.enum.some((allowed) => allowed === value)) return false;
  return schema.pattern === undefined || new RegExp(schema.pattern, "u").test(String(value));
}

function adviceFor(tree: Plain, { enum: names, examples, type }: ValueSchema): string {
  if (tree.form === "value" && names !== undefined && type === "string") {
    const [near] = nearestNames(String(tree.value), names.map(String));
    if (near !== undefined) return `Did you mean "${near}"?`;
  }
  if (examples !== undefined) return `Write for example ${examples[0]}.`;
  return "Correct the value.";
}

function mismatch(tree: Plain, { title }: Schema, remedy = "docs/policy.md shows its form."): Fault {
  return { offset: tree.offset, found: describe(tree), allowed: title, remedy };
}

function describe(tree: Plain): string {
  if (tree.form === "object") return "an object";
  if (tree.form === "list") return "a list";
  if (tree.value === null) return "nothing";
  if (typeof tree.value !== "string") return `the ${typeof tree.value} ${tree.value}`;
  return `the text ${quoted(tree.value)}`;
}
