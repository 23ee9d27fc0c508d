import type { Node } from "@babel/types";
import type { Finding } from "./finding.ts";
import { ignoreHint } from "./ignore-hints.ts";

/** Whether a hint takes the node out: one before it where istanbul looks for hints, or one at the `if` above it. */
export function isLeftOut({ ignored, hintless }: Finding, node: Node): boolean {
  if (ignored.has(node)) return true;
  return hintable.has(node.type) && !hintless.has(node) && ignoreHint(node) === "next";
}

const hintable = new Set<string>([
  "ArrowFunctionExpression",
  "AssignmentPattern",
  "BlockStatement",
  "BreakStatement",
  "ClassDeclaration",
  "ClassMethod",
  "ClassPrivateProperty",
  "ClassProperty",
  "ConditionalExpression",
  "ContinueStatement",
  "DebuggerStatement",
  "DoWhileStatement",
  "ExportDefaultDeclaration",
  "ExportNamedDeclaration",
  "ExpressionStatement",
  "ForInStatement",
  "ForOfStatement",
  "ForStatement",
  "FunctionDeclaration",
  "FunctionExpression",
  "IfStatement",
  "LabeledStatement",
  "LogicalExpression",
  "ObjectMethod",
  "ReturnStatement",
  "SwitchCase",
  "SwitchStatement",
  "ThrowStatement",
  "TryStatement",
  "VariableDeclaration",
  "VariableDeclarator",
  "WhileStatement",
  "WithStatement",
] satisfies readonly Node["type"][]);
