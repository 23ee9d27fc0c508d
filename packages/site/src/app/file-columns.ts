import type { CoverageMetric, SiteFile } from "@tollgate/model";

export type Column = {
  readonly title: string;
  /** Left out where the page is narrow: the opened file says it. */
  readonly isWide: boolean;
  readonly compare: (a: SiteFile, b: SiteFile) => number;
};

/** The columns of the table of files. */
export const columns: readonly Column[] = [
  { title: "File", isWide: false, compare: byPath },
  { title: "Lines", isWide: false, compare: byShare("lines") },
  { title: "Functions", isWide: true, compare: byShare("functions") },
  { title: "Branches", isWide: true, compare: byShare("branches") },
  { title: "Uncovered", isWide: false, compare: (a, b) => uncovered(a) - uncovered(b) || byPath(a, b) },
];

function byPath(a: SiteFile, b: SiteFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** By what is certain; where there is nothing to cover as if all were. */
function byShare(metric: CoverageMetric): Column["compare"] {
  const shareIn = ({ [metric]: [found, hit] }: SiteFile): number => (found === 0 ? 2 : hit / found);
  return (a, b) => shareIn(a) - shareIn(b) || byPath(a, b);
}

function uncovered({ lines: [found, hit] }: SiteFile): number {
  return found - hit;
}
