import { mostConditions } from "@tollgate/model";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import type { PlainElement, PlainValue } from "../xml/plain-element.ts";

/** What one `line` element says. */
export type LineElement = {
  readonly line: number;
  readonly hits: number;
  readonly covered: number;
  /** 0: without conditions. */
  readonly total: number;
};

/** Which of the numbers of a plain `line` element are its own; `undefined` for conditions: there are none. */
export type LineShape = {
  readonly number: number;
  readonly hits: number;
  readonly conditions: { readonly covered: number; readonly total: number } | undefined;
};

/** `undefined`: something is missing or other than expected, and may have to be told. */
export function lineShape(
  { attributes, inner }: PlainElement,
  silentElements: ReadonlySet<string>,
): LineShape | undefined {
  const number = wholeNumber(attributes.get("number"));
  const hits = wholeNumber(attributes.get("hits"));
  if (number === undefined || hits === undefined) return undefined;
  for (const name of inner) if (!silentElements.has(name)) return undefined;
  const told = attributes.get("condition-coverage");
  if (told !== undefined) {
    const conditions = pairOf(told);
    return conditions === undefined ? undefined : { number, hits, conditions };
  }
  const isBranch = attributes.get("branch")?.text.toLowerCase() === "true";
  return isBranch ? undefined : { number, hits, conditions: undefined };
}

/** What the numbers of an element of `shape` say; `undefined` when they cannot be, which has to be told. */
export function lineOf(
  { number, hits, conditions }: LineShape,
  numbers: Float64Array,
): LineElement | undefined {
  const line = lineNumber(numbers[number]!);
  const covered = conditions === undefined ? 0 : numbers[conditions.covered]!;
  const total = conditions === undefined ? 0 : numbers[conditions.total]!;
  if (line === unknownLine || covered > total || total > mostConditions) return undefined;
  return { line, hits: numbers[hits]!, covered, total };
}

function wholeNumber(value: PlainValue | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value.text) ? value.numbers[0] : undefined;
}

/** `50% (1/2)`, where the percentage may be a fraction. */
function pairOf({ text, numbers }: PlainValue): LineShape["conditions"] {
  if (!/^[\d.]+% \(\d+\/\d+\)$/.test(text)) return undefined;
  return { covered: numbers.at(-2)!, total: numbers.at(-1)! };
}
