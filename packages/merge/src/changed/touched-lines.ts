import type { CoverageMap } from "@tollgate/model";
import { type AddedLines, countUpTo } from "./added-lines.ts";

/**
 * Lines on which a statement starts and that are added, or whose statement spans several lines and an added one
 * is among them; each with the last line that counts for it. A statement with others inside it (a function, a loop)
 * does not speak for its inner lines. However far a report says that a statement goes, it is one question.
 */
export function touchedLines({ statements }: CoverageMap, added: AddedLines): ReadonlyMap<number, number> {
  const starts = new Set<number>();
  for (let i = 0; i < statements.length; i += 4) starts.add(statements[i]!);
  const sorted = [...starts].sort((a, b) => a - b);
  const touched = new Map<number, number>();
  const touch = (first: number, last: number): void =>
    void touched.set(first, Math.max(last, touched.get(first) ?? first));
  for (let i = 0; i < statements.length; i += 4) {
    const first = statements[i]!;
    const last = statements[i + 2]!;
    if (added.has(first)) touch(first, first);
    const holdsAnother = countUpTo(sorted, last) > countUpTo(sorted, first);
    if (last > first && !holdsAnother && added.hasText(first + 1, last)) touch(first, last);
  }
  return touched;
}
