import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { type Description, type Edition, loadDescription, type Schema } from "./description.ts";

/** Judges values by schemas of the description; each schema is compiled when it is first needed. */
export type Schemas = {
  readonly edition: Edition;
  /** What is wrong with a JSON value. */
  readonly errors: (schema: Schema, value: unknown) => readonly ErrorObject[];
  /** The same for text of a path or query, which is turned into the type that the schema wants. */
  readonly coerced: (schema: Schema, value: Record<string, unknown>) => readonly ErrorObject[];
  /** A `$ref` followed. */
  readonly resolve: (schema: Schema) => Schema;
};

/** Words of the description that say nothing about validity, or that JSON Schema spells otherwise. */
const dropped = new Set([
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "nullable",
  "readOnly",
  "title",
]);

const loaded = new Map<Edition, Schemas>();

/** Shared by all fakes of a process: compiling is what takes time. */
export function loadSchemas(edition: Edition): Schemas {
  const known = loaded.get(edition) ?? createSchemas(edition, loadDescription(edition));
  loaded.set(edition, known);
  return known;
}

function createSchemas(edition: Edition, description: Description): Schemas {
  const strict = compilerFor(description, false);
  const coercing = compilerFor(description, true);
  return {
    edition,
    errors: (schema, value) => run(strict(schema), value),
    coerced: (schema, value) => run(coercing(schema), value),
    resolve(schema) {
      const name = nameOf(schema);
      return name === undefined ? schema : description.component("schemas", name);
    },
  };
}

function run(validate: ValidateFunction, value: unknown): readonly ErrorObject[] {
  return validate(value) ? [] : (validate.errors ?? []);
}

function compilerFor(description: Description, coerceTypes: boolean): (schema: Schema) => ValidateFunction {
  // No logger: the description has formats of its own (`repo.nwo`), which ajv would warn about. The rest of this
  // line saves a fifth of the time that compiling takes.
  const fast = { logger: false, meta: false, validateSchema: false, code: { optimize: false } } as const;
  const ajv = new Ajv({ ...fast, strict: false, allErrors: true, verbose: true, coerceTypes });
  formats.default(ajv);
  const compiled = new Map<Schema, ValidateFunction>();
  const convert = (schema: Schema): Schema =>
    toJsonSchema(schema, (name) => {
      if (added.has(name)) return;
      added.add(name);
      ajv.addSchema(convert(description.component("schemas", name)), name);
    });
  const added = new Set<string>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    const validate = ajv.compile(convert(schema));
    compiled.set(schema, validate);
    return validate;
  };
}

/**
 * OpenAPI 3.0 to JSON Schema. `nullable` is a type of its own there, also where the description forgets the
 * type (ajv refuses that) or lists an enum without null (`conclusion` of a check run).
 */
function toJsonSchema(schema: Schema, need: (name: string) => void): Schema {
  const name = nameOf(schema);
  if (name !== undefined) {
    need(name);
    return { $ref: name };
  }
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.has(key) || key.startsWith("x-")) continue;
    result[key] = convertMember(key, value, need);
  }
  if (schema["nullable"] !== true) return result;
  return Object.keys(result).length === 0 ? {} : { anyOf: [{ type: "null" }, result] };
}

function convertMember(key: string, value: unknown, need: (name: string) => void): unknown {
  const convert = (part: unknown): unknown => toJsonSchema(part as Schema, need);
  if (key === "properties")
    return Object.fromEntries(Object.entries(value as Schema).map(([name, part]) => [name, convert(part)]));
  if (key === "allOf" || key === "anyOf" || key === "oneOf") return (value as unknown[]).map(convert);
  const isSchema = ["items", "additionalProperties", "not"].includes(key) && typeof value === "object";
  return isSchema ? convert(value) : value;
}

function nameOf(schema: Schema): string | undefined {
  return /^#\/components\/schemas\/(.+)$/.exec(String(schema["$ref"]))?.[1];
}
