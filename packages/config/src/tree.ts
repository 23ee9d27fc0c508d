import { isMap, isScalar, isSeq, type ParsedNode } from "yaml";
import { compose, type Stumble } from "./compose.ts";
import type { Fault } from "./fault.ts";
import { quoted } from "./quoted.ts";
import { scanCharacters } from "./scan-characters.ts";
import { scanTokens } from "./scan-tokens.ts";
import { syntaxFault } from "./syntax-fault.ts";

/** YAML as far as a policy uses it. Offsets are UTF-16 units from the beginning of the text. */
export type Tree =
  | { readonly form: "object"; readonly members: readonly Member[]; readonly offset: number }
  | { readonly form: "list"; readonly items: readonly Tree[]; readonly offset: number }
  | { readonly form: "value"; readonly value: string | number | boolean | null; readonly offset: number }
  /** Something else, for which there is already a fault. */
  | { readonly form: "refused"; readonly offset: number };

export type Member = { readonly key: string; readonly offset: number; readonly value: Tree };

export type ParsedTree = { readonly tree: Tree; readonly faults: readonly Fault[] };

const nothing: Tree = { form: "refused", offset: 0 };

/**
 * The tree of a YAML text and what in it is no plain data: anchors, aliases, tags, directives, keys that come twice,
 * characters that nobody sees. Broken YAML has no tree that would be worth a look. The work is bounded: what is too
 * deep or has too many parts is refused before it is composed.
 */
export function parseTree(text: string): ParsedTree {
  const characters = scanCharacters(text);
  if (characters.length > 0) return { tree: nothing, faults: characters };
  const { faults, tokens } = scanTokens(text);
  if (tokens === undefined) return { tree: nothing, faults };
  const { contents, stumbles, isCut } = compose(tokens, text.length);
  const broken = [...syntaxFaults(text, stumbles, faults), ...(isCut ? [endless(stumbles)] : [])];
  if (broken.length > 0) return { tree: nothing, faults: [...faults, ...broken] };
  const found: Fault[] = [];
  const tree = toTree(contents, 0, found);
  return { tree, faults: [...faults, ...found] };
}

/** The first fault of each line that has none yet: one slip makes the parser stumble several times. */
function syntaxFaults(text: string, stumbles: readonly Stumble[], known: readonly Fault[]): readonly Fault[] {
  const lineOf = (offset: number): number => text.lastIndexOf("\n", offset - 1);
  const lines = new Set(known.map(({ offset }) => lineOf(offset)));
  const faults: Fault[] = [];
  for (const stumble of stumbles) {
    const line = lineOf(stumble.offset);
    if (lines.has(line)) continue;
    lines.add(line);
    faults.push(syntaxFault(stumble));
  }
  return faults;
}

/** Behind the last one that was looked at. */
function endless(stumbles: readonly Stumble[]): Fault {
  return {
    offset: stumbles.at(-1)?.offset ?? 0,
    found: "many more of these",
    allowed: "one YAML 1.2 document of plain data",
    remedy: "Correct the first ones and run it again.",
  };
}

/** Aliases and tags have their fault already. */
function toTree(node: ParsedNode | null, fallback: number, faults: Fault[]): Tree {
  const offset = node?.range?.[0] ?? fallback;
  if (node?.tag !== undefined) return { form: "refused", offset };
  if (isMap(node)) return { form: "object", members: membersOf(node.items, offset, faults), offset };
  if (isSeq(node))
    return { form: "list", items: node.items.map((item) => toTree(item, offset, faults)), offset };
  if (node !== null && !isScalar(node)) return { form: "refused", offset };
  const value: unknown = node?.value ?? null;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { form: "value", value, offset };
  faults.push({
    offset,
    found: "a value of a special type",
    allowed: "plain data",
    remedy: "Write a text, a number, true or false.",
  });
  return { form: "refused", offset };
}

type Pair = { readonly key: ParsedNode; readonly value: ParsedNode | null };

function membersOf(pairs: readonly Pair[], fallback: number, faults: Fault[]): readonly Member[] {
  const members: Member[] = [];
  const seen = new Set<string>();
  for (const { key: node, value } of pairs) {
    const offset = node?.range?.[0] ?? fallback;
    const key = isScalar(node) ? node.value : undefined;
    if (typeof key !== "string") {
      if (node?.tag === undefined) faults.push(keyFault(offset));
      continue;
    }
    if (seen.has(key))
      faults.push({
        offset,
        found: `the key ${quoted(key)} a second time`,
        allowed: "each key once",
        remedy: "Unite the two.",
      });
    seen.add(key);
    if (key === "<<") faults.push(mergeFault(offset));
    else members.push({ key, offset, value: toTree(value, offset, faults) });
  }
  return members;
}

function keyFault(offset: number): Fault {
  return {
    offset,
    found: "a key that is not a text",
    allowed: "plain data",
    remedy: "Put the key into quotes.",
  };
}

function mergeFault(offset: number): Fault {
  return {
    offset,
    found: "the merge key <<",
    allowed: "plain data",
    remedy: "Write the keys that it would bring.",
  };
}
