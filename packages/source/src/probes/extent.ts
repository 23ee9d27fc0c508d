import type { Node } from "@babel/types";

/** First offset of something and the one behind it, in UTF-16 units. */
export type Extent = { readonly start: number; readonly end: number };

export function extentOf({ start, end }: Node): Extent {
  return { start: start ?? 0, end: end ?? 0 };
}
