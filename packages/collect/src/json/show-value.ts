import { quote } from "../problem-tally.ts";

/**
 * A value of a report in words for a Problem. Looks no level down: a value that is nested deep enough would exhaust
 * the stack of whoever turns it into text.
 */
export function showValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return "a list";
  return value !== null && typeof value === "object" ? "an object" : String(value);
}
