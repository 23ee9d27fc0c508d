import type { Node } from "@babel/types";
import { childrenOf } from "../children.ts";
import { isFunction } from "./is-function.ts";

/** Whether code may stop here and go on later or never: at an `await` or `yield`, not counting functions in it. */
export function waitsIn(node: Node): boolean {
  const open: Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === "AwaitExpression" || next.type === "YieldExpression") return true;
    if (!isFunction(next)) open.push(...childrenOf(next));
  }
  return false;
}
