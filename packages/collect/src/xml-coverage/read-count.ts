import { badCount, badPosition } from "../cobertura/doubts.ts";
import { lineNumber, parseHits, unknownLine } from "../line-coverage/hits.ts";
import { type Doubt, quote } from "../problem-tally.ts";
import type { XmlAttributes } from "../xml/handler.ts";

/** Tells a doubt about the tag that is being read. */
export type TellDoubt = (what: Doubt, example: string) => void;

/** The line number in the attribute `name`; `unknownLine`, and a doubt, when it is none. */
export function readLineNumber(attributes: XmlAttributes, name: string, doubt: TellDoubt): number {
  const line = lineNumber(attributes.integer(name) ?? unknownLine);
  if (line === unknownLine) doubt(badPosition, written(attributes, name));
  return line;
}

/** The count in the attribute `name`; 0, and a doubt, when it is missing, negative or no number. */
export function readCount(attributes: XmlAttributes, name: string, doubt: TellDoubt): number {
  const hits = parseHits(attributes.get(name) ?? "");
  if (hits === undefined) doubt(badCount, written(attributes, name));
  return hits ?? 0;
}

/** As `readCount`; an attribute that is missing says 0. */
export function readOptionalCount(attributes: XmlAttributes, name: string, doubt: TellDoubt): number {
  return attributes.get(name) === undefined ? 0 : readCount(attributes, name, doubt);
}

/** An attribute as it is quoted in a Problem. */
export function written(attributes: XmlAttributes, name: string): string {
  const value = attributes.get(name);
  return value === undefined ? `one without ${name}` : `${name}=${quote(value)}`;
}
