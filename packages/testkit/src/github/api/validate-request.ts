import type { ErrorObject } from "ajv";
import { type Answer, refusal } from "../answer.ts";
import type { FakeRequest } from "../request.ts";
import type { Match, Operation, Parameter, Schema } from "./description.ts";
import type { Schemas } from "./schemas.ts";
import { unknownMembers } from "./unknown-members.ts";

export type Validated =
  | {
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly body: Readonly<Record<string, unknown>>;
    }
  | { readonly refused: Answer };

const mostPerPage = 100;

/** Judges a request by GitHub's description; `violation` gets what GitHub silently ignores. */
export function validateRequest(
  schemas: Schemas,
  match: Match,
  request: FakeRequest,
  violation: (what: string) => void,
): Validated {
  const path: Record<string, unknown> = { ...match.path };
  if (schemas.coerced(schemaOf(match.operation, "path"), path).length > 0)
    return { refused: refusal(404, "Not Found") };
  const query: Record<string, unknown> = Object.fromEntries(request.query);
  const errors = schemas.coerced(schemaOf(match.operation, "query"), query);
  if (errors.length > 0) return { refused: invalidRequest(errors) };
  const known = new Set(match.operation.parameters.map(({ name }) => name));
  for (const name of Object.keys(query)) if (!known.has(name)) violation(`unknown parameter ${name}`);
  if (Number(query["per_page"] ?? 1) > mostPerPage)
    violation(`per_page ${query["per_page"]} is over ${mostPerPage}`);
  const body = readBody(schemas, match.operation, request, violation);
  return "refused" in body ? body : { parameters: { ...path, ...query }, body: body.body };
}

const made = new WeakMap<Operation, Record<string, Record<string, unknown>>>();

/** The parameters of one place as the schema of an object. */
function schemaOf(operation: Operation, place: Parameter["in"]): Record<string, unknown> {
  const places = made.get(operation) ?? {};
  made.set(operation, places);
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  places[place] ??= {
    type: "object",
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, looser(parameter)])),
  };
  return places[place];
}

/**
 * `created` is described as a date and takes a search expression (`>=2026-01-01`). A workflow is named by number or
 * by file: text is both, and one of two must not match both.
 */
function looser({ name, schema }: Parameter): Schema {
  return name === "created" || schema["oneOf"] !== undefined ? { type: "string" } : schema;
}

function readBody(
  schemas: Schemas,
  operation: Operation,
  request: FakeRequest,
  violation: (what: string) => void,
): { readonly body: Readonly<Record<string, unknown>> } | { readonly refused: Answer } {
  if (operation.body === undefined) {
    if (request.body.length > 0) violation("a body where none belongs");
    return { body: {} };
  }
  const value = parseJson(request.body);
  if (value === undefined) return { refused: refusal(400, "Problems parsing JSON") };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { refused: refusal(400, "Body should be a JSON object") };
  if (holdsNul(value)) return { refused: refusal(422, "Invalid request.\n\nA string contains a null byte.") };
  const errors = schemas.errors(operation.body.schema, value);
  if (errors.length > 0) return { refused: invalidRequest(errors) };
  for (const at of unknownMembers(schemas.resolve, operation.body.schema, value))
    violation(`unknown member ${at} of the body`);
  const type = request.headers["content-type"] ?? "";
  if (!type.includes("json")) violation(`the body's type is "${type}" instead of application/json`);
  return { body: value as Record<string, unknown> };
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return JSON.parse(text, (_, value: unknown) => {
      if (typeof value === "string" && !value.isWellFormed()) throw new SyntaxError("a lone surrogate");
      return value;
    });
  } catch {
    return undefined;
  }
}

/** Databases take no NUL in a text. What GitHub says then is unverified; that we send none is what counts. */
function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNul);
}

/** 422 with all that is wrong, in GitHub's words. */
function invalidRequest(errors: readonly ErrorObject[]): Answer {
  const telling = errors.filter(({ keyword }) => !["anyOf", "oneOf", "if"].includes(keyword));
  const words = new Set((telling.length > 0 ? telling : errors).map(toWords));
  return refusal(422, `Invalid request.\n\n${[...words].join("\n")}`);
}

function toWords(error: ErrorObject): string {
  const at = `properties${error.instancePath}`;
  const data = JSON.stringify(error.data);
  switch (error.keyword) {
    case "required":
      return `"${error.params["missingProperty"]}" wasn't supplied.`;
    case "type":
      return `For '${at}', ${data} is not a ${error.params["type"]}.`;
    case "enum":
      return `For '${at}', ${data} is not a possible value. Must be one of the following: ${error.params["allowedValues"].join(", ")}.`;
    case "maxItems":
      return `No more than ${error.params["limit"]} items are allowed; ${(error.data as unknown[]).length} were supplied.`;
    case "maxLength":
      return `Only ${error.params["limit"]} characters are allowed; ${[...(error.data as string)].length} were supplied.`;
    default:
      return `For '${at}', ${data} ${error.message}.`;
  }
}
