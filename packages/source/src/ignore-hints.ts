import type { File, Node } from "@babel/types";

/** What a comment before a node takes out of the count. */
export type IgnoreHint = "next" | "if" | "else";

/**
 * The last hint of istanbul before a node. Other tools' hints (`v8 ignore`, `c8 ignore`) are no hints here: what they
 * hide stays in the count.
 */
export function ignoreHint(node: Node): IgnoreHint | undefined {
  let hint: IgnoreHint | undefined;
  for (const { value } of node.leadingComments ?? [])
    hint = (nodeHint.exec(value)?.[1] as IgnoreHint | undefined) ?? hint; // one of its three alternatives
  return hint;
}

/** Whether a comment anywhere takes the whole file out. */
export function isFileIgnored({ comments }: File): boolean {
  return (comments ?? []).some(({ value }) => fileHint.test(value));
}

const nodeHint = /^\s*istanbul\s+ignore\s+(if|else|next)(?=\W|$)/;
const fileHint = /^\s*istanbul\s+ignore\s+file(?=\W|$)/;
