import type * as Tree from "@babel/types";
import { extentOf } from "./extent.ts";
import { isFunction } from "./is-function.ts";
import type { Context, Region } from "./region.ts";
import { waitsIn } from "./waits-in.ts";

export interface Regions {
  readonly all: readonly Region[];
  /** The region of a child of `node`; `context` is the child's without it. */
  inside(node: Tree.Node, child: Tree.Node, context: Context): number;
  /** Takes down what a node says about the regions in which it stands. */
  note(node: Tree.Node, context: Context): void;
}

export function createRegions(): Regions {
  const all: Region[] = [];
  const throwsOf = new Map<number, number[]>();
  /** By scope. */
  const resumesOf = new Map<number, number[]>();
  const switchOf = new Map<Tree.Node, Tree.Node>();

  return {
    all,
    inside(node, child, context) {
      if (node.type === "SwitchStatement") switchOf.set(child, node);
      const region = openRegion(node, child, context, switchOf);
      if (region === undefined) return context.region;
      const index = all.push(region) - 1;
      if (region.kind === "tried") throwsOf.set(index, region.throws as number[]);
      if (region.kind === "resumed") resumesOf.set(region.scope, region.resumes as number[]);
      return index;
    },
    note(node, { scope, region }) {
      if (node.type === "ThrowStatement") throwsOf.get(triedAround(region))?.push(node.start ?? 0);
      if (node.type === "AwaitExpression" || node.type === "YieldExpression")
        resumesOf.get(scope)?.push(node.end ?? 0);
    },
  };

  function triedAround(region: number): number {
    let index = region;
    while (index >= 0 && all[index]!.kind !== "tried") index = all[index]!.outer;
    return index;
  }
}

function openRegion(
  node: Tree.Node,
  child: Tree.Node,
  { scope, region: outer }: Context,
  switchOf: ReadonlyMap<Tree.Node, Tree.Node>,
): Region | undefined {
  const maybe = (like: Tree.Node, bounding: Tree.Node, kind: "maybe" | "elsewhere" = "maybe"): Region => ({
    kind,
    ...{ outer, scope, twin: extentOf(like), bound: extentOf(bounding) },
  });
  switch (node.type) {
    case "AssignmentPattern":
      return child === node.right ? maybe(node.left, child) : undefined;
    case "AssignmentExpression":
      return child === node.right && isLogical(node) ? maybe(child, child) : undefined;
    case "OptionalCallExpression":
      return child === node.callee ? undefined : maybe(child, child);
    case "OptionalMemberExpression":
      return child === node.object ? undefined : maybe(child, child);
    case "ForStatement":
      return child === node.update ? maybe(child, node.body) : undefined;
    case "DoWhileStatement":
      return child === node.test ? maybe(child, node, "elsewhere") : undefined;
    case "SwitchCase":
      // A label that waits is counted together with the code behind it.
      if (child !== node.test && !(node.test && waitsIn(node.test))) return undefined;
      return maybe(child, switchOf.get(node) ?? node, "elsewhere");
    case "TryStatement":
      if (child !== node.block || !node.handler) return undefined;
      return {
        kind: "tried",
        ...{ outer, scope, start: child.start ?? 0, handler: extentOf(node.handler.body), throws: [] },
      };
    default:
      if (!isFunction(node) || child !== node.body || node.generator !== true) return undefined;
      return { kind: "resumed", outer, scope, resumes: [] };
  }
}

function isLogical({ operator }: Tree.AssignmentExpression): boolean {
  return operator === "||=" || operator === "&&=" || operator === "??=";
}
