import type { Place } from "@tollgate/model";
import { type ParsedTree, parseTree } from "./tree.ts";

/** Turns an offset of the text into a place of the file. */
export type Locate = (offset: number) => Place;

export type ParsedYaml = ParsedTree & { readonly locate: Locate };

/** A YAML text of ours: a policy, a waiver. `path` is the file as messages show it. Never throws, in bounded time. */
export function parseYaml(text: string, path: string): ParsedYaml {
  return { ...parseTree(text), locate: locator(text, path) };
}

function locator(text: string, path: string): Locate {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset): Place => {
    const line = starts.findLastIndex((start) => start <= offset) + 1;
    return { path, line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}
