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
  if (status < 400)
    for (const at of unknownMembers(schemas.resolve, schema, whole).slice(0, 3))
      violation(`the fake's own ${status} has an unknown member ${at}`);
  return whole;
}

/** A deleted fork is null, which the description forgets. */
function isReal({ instancePath, data }: ErrorObject): boolean {
  return !(data === null && /\/(?:head\/repo|head_repository)$/.test(instancePath));
}
