import type { File, Node } from "@babel/types";
import type { LineRange } from "@tollgate/model";

/**
 * Which lines the hints of V8's tools hide: `v8 ignore`, `c8 ignore` and `node:coverage`, before a node as
 * istanbul's, or for the next n lines, or from one comment to another. `ofNodes` are those that `hiddenBefore` found.
 */
export function hiddenLines(
  { comments, loc }: File,
  ofNodes: readonly LineRange[],
): (line: number) => boolean {
  const end = loc?.end.line ?? 0;
  const ranges: LineRange[] = [...ofNodes];
  let openFrom: number | undefined;
  for (const { value, loc: place } of comments ?? []) {
    const [, word, count] = lineHint.exec(value) ?? [];
    if (word === undefined || place === null || place === undefined) continue;
    const { line } = place.end;
    if (word === "file") return () => true;
    if (word === "next") ranges.push([line, line + Number(count ?? 1)]);
    else if (word === "start" || word === "disable") openFrom ??= line;
    else if (openFrom !== undefined) {
      ranges.push([openFrom, line]);
      openFrom = undefined;
    }
  }
  if (openFrom !== undefined) ranges.push([openFrom, end]);
  return within(ranges, end);
}

/** One look a line, however many ranges there are and however they overlap. */
function within(ranges: readonly LineRange[], end: number): (line: number) => boolean {
  const depth = new Int32Array(end + 2);
  for (const [first, last] of ranges) {
    depth[first]!++;
    depth[Math.min(last, end) + 1]!--;
  }
  for (let line = 1; line < depth.length; line++) depth[line]! += depth[line - 1]!;
  return (line) => depth[line]! > 0;
}

/** The lines of what such hints before a node hide: the node itself, or an arm of an `if`. */
export function hiddenBefore(node: Node): readonly LineRange[] {
  const hidden: LineRange[] = [];
  for (const { value } of node.leadingComments ?? []) {
    const word = nodeHint.exec(value)?.[1];
    const target = word === undefined ? undefined : targetOf(node, word);
    if (target?.loc !== null && target?.loc !== undefined)
      hidden.push([target.loc.start.line, target.loc.end.line]);
  }
  return hidden;
}

function targetOf(node: Node, word: string): Node | null | undefined {
  if (word === "next") return node;
  if (node.type !== "IfStatement") return undefined;
  return word === "if" ? node.consequent : node.alternate;
}

const lineHint =
  /^\s*(?:(?:v8|c8|node:coverage)\s+ignore\s+(?=start|stop|file|next)|node:coverage\s+(?=disable|enable))([a-z]+)(?:\s+(\d+))?(?=\W|$)/;
const nodeHint = /^\s*(?:v8|c8|node:coverage)\s+ignore\s+(if|else|next)(?=\W|$)/;
