import type { IfStatement, Node } from "@babel/types";

/** What runs exactly as often as an arm of a branch: a node, or nothing, where an `else` is not written. */
export type Trace = { readonly runs: Node } | { readonly noElseOf: IfStatement };
