import type * as Tree from "@babel/types";
import { childrenOf } from "../children.ts";
import { noteFollowers } from "./followers.ts";
import { isStatement, type Joint, jointsOf } from "./joints.ts";
import type { Context, Region } from "./region.ts";
import { createRegions } from "./regions.ts";
import type { Scope } from "./scope.ts";
import { createScopes } from "./scopes.ts";

export interface Contexts {
  readonly scopes: readonly Scope[];
  readonly regions: readonly Region[];
  readonly joints: readonly Joint[];
  /** Where statements begin. */
  readonly starts: ReadonlySet<number>;
  at(node: Tree.Node): Context;
  /** The scope that a function opens; -1 for a node that is none. */
  scopeOf(node: Tree.Node): number;
  /** The statement that runs after an `if` whose `else` is not written. */
  nextOf(node: Tree.IfStatement): Tree.Node | undefined;
}

/** Walks the whole tree, also what hints leave out: V8 counts that, too. */
export function findContexts(file: Tree.File): Contexts {
  const scopes = createScopes(file);
  const regions = createRegions();
  const contexts = new Map<Tree.Node, Context>();
  const joints: Joint[] = [];
  const starts = new Set<number>();
  const followers = new Map<Tree.Node, Tree.Node>();
  const open: Visit[] = [{ node: file.program, context: { scope: 0, region: -1 } }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { node, context } = visit;
    contexts.set(node, context);
    noteFollowers(node, followers);
    regions.note(node, context);
    joints.push(...jointsOf(node, context.scope));
    if (isStatement(node)) starts.add(node.start ?? 0);
    for (const child of childrenOf(node)) {
      const scope = scopes.inside(node, child, context.scope);
      const region = scope === context.scope ? context.region : -1;
      open.push({ node: child, context: { scope, region: regions.inside(node, child, { scope, region }) } });
    }
  }
  return {
    scopes: scopes.all,
    regions: regions.all,
    joints: joints.sort((a, b) => a.end - b.end),
    starts,
    at: (node) => contexts.get(node) ?? { scope: 0, region: -1 },
    scopeOf: scopes.of,
    nextOf: (node) => followers.get(node),
  };
}

type Visit = { readonly node: Tree.Node; readonly context: Context };
