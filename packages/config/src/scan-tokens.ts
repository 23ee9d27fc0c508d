import { CST, Lexer, Parser } from "yaml";
import type { Fault } from "./fault.ts";
import { quoted } from "./quoted.ts";

/** Far more than a policy has: 600 rules have a third of these parts, and a rule is at most ten levels deep. */
const most = { parts: 60_000, depth: 100, refused: 100 };

export type ScannedTokens = {
  /** Parts that are no plain data, and the limit that was exceeded. */
  readonly faults: readonly Fault[];
  /** To be composed; absent where the text is too large for that. */
  readonly tokens?: readonly CST.Token[];
};

/** Looks at the parts of a YAML text one after the other, before anything is built from them. */
export function scanTokens(text: string): ScannedTokens {
  const faults: Fault[] = [];
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  let parts = 0;
  let isText = false;
  for (const part of new Lexer().lex(text)) {
    const { offset } = parser;
    const refused = isText ? undefined : refusedPart(part, offset);
    if (refused !== undefined) faults.push(refused);
    isText = part === CST.SCALAR;
    tokens.push(...parser.next(part));
    parts++;
    const excess = excessOf(parts, parser.stack.length, faults.length);
    if (excess !== undefined)
      return {
        faults: [...faults, { offset, allowed: "a short list of plain settings", ...excess }],
      };
  }
  return { faults, tokens: [...tokens, ...parser.end()] };
}

function excessOf(
  parts: number,
  depth: number,
  refused: number,
): Pick<Fault, "found" | "remedy"> | undefined {
  if (depth > most.depth)
    return {
      found: "far too many levels inside each other",
      remedy: 'Write it flatter; a text with ": " or "- " in it needs quotes.',
    };
  if (parts > most.parts)
    return { found: "far too many parts", remedy: "Write less, or split it into layers." };
  if (refused >= most.refused)
    return { found: "many more of these", remedy: "Correct the first ones and run it again." };
  return undefined;
}

function refusedPart(part: string, offset: number): Fault | undefined {
  const allowed = "plain data";
  switch (CST.tokenType(part)) {
    case "alias":
      return {
        offset,
        allowed,
        found: `the alias ${quoted(part)}`,
        remedy: "Write the value again, or put a text that begins with * into quotes.",
      };
    case "anchor":
      return {
        offset,
        allowed,
        found: `the anchor ${quoted(part)}`,
        remedy: "Remove it, or put a text that begins with & into quotes.",
      };
    case "tag":
      return {
        offset,
        allowed,
        found: `the tag ${quoted(part)}`,
        remedy: "Remove it, or put a text that begins with ! into quotes.",
      };
    case "directive-line":
      return { offset, allowed, found: `the directive ${quoted(part)}`, remedy: "Remove it." };
    default:
      return undefined;
  }
}
