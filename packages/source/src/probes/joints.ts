import type * as Tree from "@babel/types";
import { type Extent, extentOf } from "./extent.ts";

/**
 * Code at whose end V8 counts anew; of what begins where V8 counts anew, as an `else`, start and end are the same. `waits`
 * is what may go on later or never; all others are statements.
 */
export type Joint = Extent & { readonly scope: number; readonly waits: boolean };

export function jointsOf(node: Tree.Node, scope: number): readonly Joint[] {
  const waits = node.type === "AwaitExpression" || node.type === "YieldExpression";
  if (!waits && !joints.has(node.type)) return [];
  const openings = openedBy(node).flatMap((child) =>
    child ? [{ start: child.start ?? 0, end: child.start ?? 0, scope, waits: false }] : [],
  );
  return [...openings, { ...extentOf(node), scope, waits }];
}

function openedBy(node: Tree.Node): readonly (Tree.Node | null | undefined)[] {
  switch (node.type) {
    case "IfStatement":
      return [node.consequent, node.alternate];
    case "SwitchStatement":
      return node.cases;
    case "TryStatement":
      return [node.handler, node.finalizer];
    case "DoWhileStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "ForStatement":
    case "WhileStatement":
      return [node.body];
    default:
      return [];
  }
}

export function isStatement({ type }: Tree.Node): boolean {
  return /(?:Statement|Declaration)$/.test(type);
}

const joints = new Set<string>([
  "BlockStatement",
  "BreakStatement",
  "ContinueStatement",
  "DoWhileStatement",
  "ForInStatement",
  "ForOfStatement",
  "ForStatement",
  "IfStatement",
  "ReturnStatement",
  "SwitchStatement",
  "ThrowStatement",
  "TryStatement",
  "WhileStatement",
] satisfies readonly Tree.Node["type"][]);
