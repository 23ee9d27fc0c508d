/** Where a count begins to hold, as llvm-cov writes it. */
export type Segment = {
  readonly line: number;
  readonly count: number;
  /** False where no code is. */
  readonly hasCount: boolean;
  readonly isRegionEntry: boolean;
  /** Between two regions: it says nothing of the line on which it begins. */
  readonly isGap: boolean;
};

/**
 * The lines that segments cover, each with the largest count of the segment that reaches into it and of the regions that
 * begin on it: LLVM's own walk. False when a line is not larger than the one before, or beyond what a file may have.
 */
export function walkLines(segments: readonly Segment[], add: (line: number, hits: number) => void): boolean {
  let before: Segment | undefined;
  for (let i = 0; i < segments.length; ) {
    const { line } = segments[i]!;
    let next = i;
    while (next < segments.length && segments[next]!.line === line) next++;
    if (before !== undefined && (line <= before.line || line - before.line > mostLines)) return false;
    if (before?.hasCount === true)
      for (let inside = before.line + 1; inside < line; inside++) add(inside, before.count);
    const hits = hitsOn(segments.slice(i, next), before);
    if (hits !== undefined) add(line, hits);
    before = segments[next - 1]!;
    i = next;
  }
  return true;
}

/** No region of code is longer; a number that claims it would fill the memory. */
const mostLines = 1_000_000;

function hitsOn(starting: readonly Segment[], before: Segment | undefined): number | undefined {
  const regions = starting.filter(isRegionStart);
  const [first] = starting;
  const isSkipped = first !== undefined && !first.hasCount && first.isRegionEntry;
  if (isSkipped || (regions.length === 0 && before?.hasCount !== true)) return undefined;
  return Math.max(before?.count ?? 0, ...regions.map(({ count }) => count));
}

function isRegionStart({ isGap, hasCount, isRegionEntry }: Segment): boolean {
  return !isGap && hasCount && isRegionEntry;
}
