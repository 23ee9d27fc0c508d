import { parseHits } from "../line-coverage/hits.ts";

/** One line of a profile: statements from a place to another that run together. */
export type Block = {
  /** Import path and file name, or a path. */
  readonly file: string;
  readonly firstLine: number;
  readonly firstColumn: number;
  readonly lastLine: number;
  readonly lastColumn: number;
  readonly statements: number;
  /** `undefined` when it is no count. */
  readonly hits: number | undefined;
};

/** Reads `file:line.column,line.column statements count` from its end, as a file's name may hold anything. */
export function parseBlock(text: string): Block | undefined {
  const countAt = text.lastIndexOf(" ");
  const statementsAt = text.lastIndexOf(" ", countAt - 1);
  const placeAt = text.lastIndexOf(":", statementsAt);
  if (placeAt <= 0 || statementsAt < placeAt || countAt === text.length - 1) return undefined;
  const comma = text.indexOf(",", placeAt);
  const firstDot = text.indexOf(".", placeAt);
  const lastDot = text.indexOf(".", comma);
  if (comma < 0 || comma > statementsAt) return undefined;
  const firstLine = digits(text, placeAt + 1, firstDot);
  const firstColumn = digits(text, firstDot + 1, comma);
  const lastLine = digits(text, comma + 1, lastDot);
  const lastColumn = digits(text, lastDot + 1, statementsAt);
  const statements = digits(text, statementsAt + 1, countAt);
  if (firstLine < 0 || firstColumn < 0 || lastLine < 0 || lastColumn < 0 || statements < 0) return undefined;
  const file = text.slice(0, placeAt);
  const hits = parseHits(text.slice(countAt + 1));
  return { file, firstLine, firstColumn, lastLine, lastColumn, statements, hits };
}

/** The number between two positions; -1 when anything else is there, or more digits than a place has. */
function digits(text: string, from: number, to: number): number {
  if (to <= from || to - from > mostDigits) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const mostDigits = 10;
