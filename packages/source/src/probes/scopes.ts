import type * as Tree from "@babel/types";
import { extentOf } from "./extent.ts";
import { type FunctionLike, isFunction } from "./is-function.ts";
import type { Scope } from "./scope.ts";

export interface Scopes {
  readonly all: readonly Scope[];
  /** The scope of a child of `node`, which stands in `outer`. */
  inside(node: Tree.Node, child: Tree.Node, outer: number): number;
  of(node: Tree.Node): number;
}

export function createScopes({ end }: Tree.File): Scopes {
  const all: Scope[] = [{ kind: "program", parent: -1, start: 0, body: 0, end: end ?? 0 }];
  const byFunction = new Map<Tree.Node, number>();
  /** Of classes by their bodies; what sets the fields of instances and of the class are two. */
  const byBody = { members: new Map<Tree.Node, number>(), statics: new Map<Tree.Node, number>() };
  const bodyOf = new Map<Tree.Node, Tree.ClassBody>();

  return {
    all,
    of: (node) => byFunction.get(node) ?? -1,
    inside(node, child, outer) {
      if (node.type === "ClassBody") bodyOf.set(child, node);
      if (isFunction(node)) return isWithin(node, child) ? scopeOf(node, outer) : outer;
      if (node.type === "StaticBlock") return fieldsOf(node, "statics", outer);
      if (!isField(node) || child !== node.value) return outer;
      return fieldsOf(node, node.static === true ? "statics" : "members", outer);
    },
  };

  function scopeOf(node: FunctionLike, parent: number): number {
    return indexIn(byFunction, node, {
      kind: "function",
      parent,
      ...extentOf(node),
      body: node.body.start ?? 0,
    });
  }

  function fieldsOf(member: Tree.Node, kind: "members" | "statics", parent: number): number {
    const body = bodyOf.get(member) ?? member;
    const extent = extentOf(body);
    return indexIn(byBody[kind], body, { kind, parent, ...extent, body: extent.start });
  }

  function indexIn(known: Map<Tree.Node, number>, node: Tree.Node, scope: Scope): number {
    const index = known.get(node) ?? all.push(scope) - 1;
    known.set(node, index);
    return index;
  }
}

/** Keys and decorators run where the function is defined. */
function isWithin(node: FunctionLike, child: Tree.Node): boolean {
  return child === node.body || (node.params as readonly Tree.Node[]).includes(child);
}

type Field = Tree.ClassProperty | Tree.ClassPrivateProperty | Tree.ClassAccessorProperty;

function isField(node: Tree.Node): node is Field {
  return /^Class(?:Private|Accessor)?Property$/.test(node.type);
}
