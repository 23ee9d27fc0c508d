import type { Node } from "@babel/types";

/**
 * Adds the line on which the node begins; every line of a text that spans several (a template, the text in JSX).
 * Brackets hold code and are none.
 */
export function markLines(lines: Set<number>, node: Node): void {
  if (node.loc === null || node.loc === undefined || brackets.has(node.type)) return;
  const { line } = node.loc.start;
  const text = textOf(node);
  if (text === undefined) lines.add(line);
  else for (const [i, part] of text.split("\n").entries()) if (part.trim() !== "") lines.add(line + i);
}

const brackets = new Set<string>([
  "BlockStatement",
  "CatchClause",
  "ClassBody",
  "Directive",
  "DirectiveLiteral",
  "EmptyStatement",
] satisfies readonly Node["type"][]);

/** The text as written, of nodes that may go on over line ends. */
function textOf(node: Node): string | undefined {
  if (node.type === "TemplateElement") return node.value.raw;
  if (node.type !== "JSXText" && node.type !== "StringLiteral") return undefined;
  const raw = node.extra?.["raw"];
  return typeof raw === "string" ? raw : undefined;
}
