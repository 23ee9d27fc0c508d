import { grouped } from "@tollgate/text";

/** `12`, or `12 of 300` where not all are shown: a list that was cut never looks like the whole. */
export function countWords(shown: number, all: number): string {
  return shown === all ? grouped(all) : `${grouped(shown)} of ${grouped(all)}`;
}

/** How many there are, with those that the page leaves out. */
export function countAll(items: readonly unknown[], dropped: number | undefined): number {
  return items.length + (dropped ?? 0);
}
