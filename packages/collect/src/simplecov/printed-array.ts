import { lineNumber, unknownLine } from "../line-coverage/hits.ts";

/** A condition or an arm, as Ruby prints its array: `[:then, 1, 6, 4, 6, 30]`: type, number, span. */
export function parseArm(printed: string): { readonly line: number; readonly name: string } | undefined {
  const match = /^\[:"?([^\s,"]{1,40})"?, \d{1,9}, (\d{1,9}), (\d{1,9}), (\d{1,9}), (\d{1,9})\]$/.exec(
    printed,
  );
  if (match === null) return undefined;
  const [, type, ...span] = match;
  const line = lineNumber(Number(span[0]));
  return line === unknownLine ? undefined : { line, name: [...span, type].join(" ") };
}

/** A method: `["Bag", :name, 6, 2, 8, 5]`: class, name, span. Named `Bag#name`. */
export function parseMethod(
  printed: string,
): { readonly name: string; readonly line: number; readonly endLine: number } | undefined {
  const match = /^\[(.{1,2000}), :"?(.{1,400}?)"?, (\d{1,9}), \d{1,9}, (\d{1,9}), \d{1,9}\]$/.exec(printed);
  if (match === null) return undefined;
  const line = lineNumber(Number(match[3]));
  const name = `${match[1]!.replace(/^"(.*)"$/, "$1")}#${match[2]}`;
  return line === unknownLine ? undefined : { name, line, endLine: lineNumber(Number(match[4])) };
}
