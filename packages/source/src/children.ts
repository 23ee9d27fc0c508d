import type { Node } from "@babel/types";

/** The nodes directly below a node that may hold code that runs, in the order in which they are written. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  let isSorted = true;
  // Not `Object.entries`, which makes a list for each member: most members are numbers and texts.
  for (const name of Object.keys(node)) {
    const value: unknown = node[name as keyof Node];
    if (value === null || typeof value !== "object" || notChildren.has(name)) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child) || isType(child)) continue;
      isSorted &&= startOf(children.at(-1)) <= startOf(child);
      children.push(child);
    }
  }
  return isSorted ? children : children.sort((a, b) => startOf(a) - startOf(b));
}

/** Comments, places and the second half of a JSX element's name. */
const notChildren = new Set([
  "closingElement",
  "closingFragment",
  "extra",
  "innerComments",
  "leadingComments",
  "loc",
  "trailingComments",
]);

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function startOf(node: Node | undefined): number {
  return node?.start ?? -1;
}

/** Types and whatever else of a program is gone before it runs. */
function isType(node: Node): boolean {
  if ("declare" in node && node.declare === true) return true;
  return node.type.startsWith("TS") && !runningTypeScript.has(node.type);
}

const runningTypeScript = new Set<string>([
  "TSAsExpression",
  "TSEnumDeclaration",
  "TSEnumMember",
  "TSExportAssignment",
  "TSInstantiationExpression",
  "TSModuleBlock",
  "TSModuleDeclaration",
  "TSNonNullExpression",
  "TSParameterProperty",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
] satisfies readonly Node["type"][]);
