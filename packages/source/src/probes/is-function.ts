import type { Node } from "@babel/types";

export type FunctionLike = Extract<Node, { readonly type: (typeof functions)[number] }>;

/** Whether a node is a function with a body. */
export function isFunction(node: Node): node is FunctionLike {
  return (functions as readonly string[]).includes(node.type);
}

const functions = [
  "ArrowFunctionExpression",
  "ClassMethod",
  "ClassPrivateMethod",
  "FunctionDeclaration",
  "FunctionExpression",
  "ObjectMethod",
] as const;
