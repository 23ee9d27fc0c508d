import type { Expression, Node, VariableDeclaration } from "@babel/types";

/**
 * Whether istanbul leaves the value of a variable where it is, with the hint before it. It moves all values but
 * functions and classes, and those too where no statement can stand before the declaration.
 */
export function keepsComments(value: Expression, declaration: VariableDeclaration, parent: Node): boolean {
  if (!named.has(value.type)) return false;
  if (blocks.has(parent.type)) return true;
  const isHead =
    ("init" in parent && parent.init === declaration) || ("left" in parent && parent.left === declaration);
  return ownersOfBlocks.has(parent.type) && !isHead;
}

const named = new Set<string>([
  "ArrowFunctionExpression",
  "ClassExpression",
  "FunctionExpression",
] satisfies readonly Node["type"][]);

const blocks = new Set<string>([
  "BlockStatement",
  "ExportNamedDeclaration",
  "Program",
] satisfies readonly Node["type"][]);

/** Statements whose body becomes a block when it is none. */
const ownersOfBlocks = new Set<string>([
  "DoWhileStatement",
  "ForInStatement",
  "ForOfStatement",
  "ForStatement",
  "IfStatement",
  "WhileStatement",
  "WithStatement",
] satisfies readonly Node["type"][]);
