import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type YAMLError } from "yaml";
import type { Fault } from "./fault.ts";

/** YAML as far as a policy uses it. Offsets are UTF-16 units from the beginning of the text. */
export type Tree =
  | { readonly form: "object"; readonly members: readonly Member[]; readonly offset: number }
  | { readonly form: "list"; readonly items: readonly Tree[]; readonly offset: number }
  | { readonly form: "value"; readonly value: string | number | boolean | null; readonly offset: number }
  /** Something else, for which there is already a fault. */
  | { readonly form: "refused"; readonly offset: number };

export type Member = { readonly key: string; readonly offset: number; readonly value: Tree };

export type ParsedTree = { readonly tree: Tree; readonly faults: readonly Fault[] };

/**
 * The tree of a YAML text and what in it is no plain data: aliases, special types, keys that come twice. Broken
 * YAML has no tree that would be worth a look.
 */
export function parseTree(text: string): ParsedTree {
  const document = parseDocument(text, {
    version: "1.2",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return { tree: { form: "refused", offset: 0 }, faults: syntaxFaults(text, broken) };
  const faults: Fault[] = [];
  return { tree: toTree(document.contents, 0, faults), faults };
}

/** The first fault of each line: one slip makes the parser stumble several times. */
function syntaxFaults(text: string, broken: readonly YAMLError[]): readonly Fault[] {
  const byLine = new Map<number, Fault>();
  for (const { code, message, pos } of broken) {
    const [offset] = pos;
    const line = text.lastIndexOf("\n", offset - 1);
    if (byLine.has(line)) continue;
    byLine.set(line, {
      offset,
      found: code === "MULTIPLE_DOCS" ? "a second document" : `broken YAML (${message})`,
      allowed: "one YAML 1.2 document of plain data",
      remedy:
        "Indent with spaces, close what is open, and quote a text that begins with a special character.",
    });
  }
  return [...byLine.values()];
}

function toTree(node: ParsedNode | null, fallback: number, faults: Fault[]): Tree {
  const offset = node?.range?.[0] ?? fallback;
  if (isAlias(node)) {
    faults.push(plainFault(offset, `the alias *${node.source}`, "Write the value again."));
    return { form: "refused", offset };
  }
  if (isMap(node)) return { form: "object", members: membersOf(node.items, offset, faults), offset };
  if (isSeq(node))
    return { form: "list", items: node.items.map((item) => toTree(item, offset, faults)), offset };
  const value: unknown = isScalar(node) ? node.value : null;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { form: "value", value, offset };
  faults.push(plainFault(offset, "a value of a special type", "Write a text, a number, true or false."));
  return { form: "refused", offset };
}

type Pair = { readonly key: ParsedNode; readonly value: ParsedNode | null };

function membersOf(pairs: readonly Pair[], fallback: number, faults: Fault[]): readonly Member[] {
  const members: Member[] = [];
  const seen = new Set<string>();
  for (const { key: node, value } of pairs) {
    const offset = node.range[0] ?? fallback;
    if (!isScalar(node) || typeof node.value !== "string") {
      faults.push(plainFault(offset, "a key that is not a text", "Put the key into quotes."));
      continue;
    }
    if (seen.has(node.value))
      faults.push({
        offset,
        found: `the key "${node.value}" a second time`,
        allowed: "each key once",
        remedy: "Unite the two.",
      });
    seen.add(node.value);
    members.push({ key: node.value, offset, value: toTree(value, offset, faults) });
  }
  return members;
}

function plainFault(offset: number, found: string, remedy: string): Fault {
  return { offset, found, allowed: "plain data", remedy };
}
