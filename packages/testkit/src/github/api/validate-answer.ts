import type { ErrorObject } from "ajv";
import { complete } from "./complete.ts";
import type { Operation } from "./description.ts";
import type { Schemas } from "./schemas.ts";
import { unknownMembers } from "./unknown-members.ts";

/** Fills the body of an answer by its schema and judges it: the fake must not say what GitHub never says. */
export function finishBody(
  schemas: Schemas,
  operation: Operation,
  status: number,
  body: unknown,
  violation: (what: string) => void,
): unknown {
  const schema = operation.answers.get(status);
  if (schema === undefined || body === undefined) return body;
  const whole = complete(schemas.resolve, schema, body);
  // The deepest says what is wrong; those above say that none of several schemas fits.
  const errors = schemas.errors(schema, whole).filter(isReal);
  const deepestFirst = errors.toSorted((one, other) => other.instancePath.length - one.instancePath.length);
  for (const error of deepestFirst.slice(0, 3))
    violation(`the fake's own ${status} is wrong: ${error.instancePath} ${error.message}`);
  if (status >= 400) return whole;
  const unknown = unknownMembers(schemas.resolve, schema, whole);
  // Views show what github.com shows. A server lacks what is newer than itself, such as the digest of an artifact.
  if (schemas.edition !== "api.github.com") return without(whole, unknown);
  for (const at of unknown.slice(0, 3)) violation(`the fake's own ${status} has an unknown member ${at}`);
  return whole;
}

/** A copy without some members, named by paths such as `/artifacts/0/digest`. */
function without(value: unknown, paths: readonly string[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const path of paths) {
    const names = path.split("/").slice(1);
    const last = names.pop()!;
    const owner = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], copy);
    delete (owner as Record<string, unknown>)[last];
  }
  return copy;
}

/** A deleted fork is null, which the description forgets. */
function isReal({ instancePath, data }: ErrorObject): boolean {
  return !(data === null && /\/(?:head\/repo|head_repository)$/.test(instancePath));
}
