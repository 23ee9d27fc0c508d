import { byteLength, plural } from "@tollgate/text";

/**
 * A part of a page that can be shown in full, with fewer items, or not at all. Every length is complete Markdown of
 * its own, so nothing is ever cut.
 */
export type Section = {
  /** What it lists, for the sentence that says what was left out. */
  readonly noun: readonly [one: string, many: string];
  /** How many items it has; a section without items is left out without a word. */
  readonly total: number;
  /** How useful it is: what helps least is shortened first. Below 5 it is dropped rather than shown in part. */
  readonly worth: number;
  /** Markdown with the first `limit` items; also for 0. */
  render(limit: number): string;
};

/** How many items a section may show; the last rung drops it. */
const ladder: readonly number[] = [2_000, 500, 200, 100, 50, 20, 10, 5, 3, 1, 0, -1];

/** Markdown of an item takes at least this much, so a page cannot show more items than this allows. */
const smallestItem = 40;

/** Fewer items than this of a section that helps little are not worth their room. */
const smallestPart = 10;

/** What no page is smaller than: a verdict and the sentence about what was left out. */
export const smallestBudget = 2_000;

/**
 * The sections in order and what was left out, within `budget` UTF-8 bytes. Goes down the ladder rung by rung, and
 * on each rung shortens the least useful section first. `where` says where the rest can be read.
 */
export function planPage(start: string, sections: readonly Section[], where: string, budget: number): string {
  const shown = sections.filter(({ total }) => total > 0);
  const [first = 0, ...rungs] = ladder.filter((limit) => limit * smallestItem <= budget);
  const limits = shown.map(() => first);
  const rendered = shown.map((section, i) => section.render(limits[i]!));
  const leastUsefulFirst = shown.map((_, i) => i).sort((a, b) => shown[a]!.worth - shown[b]!.worth);
  const compose = (): string =>
    [start, ...rendered, leftOut(shown, limits, where)].filter((part) => part !== "").join("\n\n");
  let page = compose();
  for (const limit of rungs) {
    for (const i of leastUsefulFirst) {
      if (byteLength(page) <= budget) return page;
      const { worth, total, render } = shown[i]!;
      const next = worth < 5 && limit < smallestPart ? -1 : limit;
      if (total <= next || limits[i] === next) continue;
      limits[i] = next;
      rendered[i] = next < 0 ? "" : render(next);
      page = compose();
    }
  }
  return page;
}

/** One sentence; nothing when all is shown. */
function leftOut(sections: readonly Section[], limits: readonly number[], where: string): string {
  const missing = sections.flatMap(({ total, noun }, i) => {
    const count = total - Math.max(0, limits[i]!);
    return count > 0 ? [plural(count, ...noun)] : [];
  });
  if (missing.length === 0) return "";
  const list = missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(", ")} and ${missing.at(-1)}`;
  return `*Left out to fit: ${list}. ${where}*`;
}
