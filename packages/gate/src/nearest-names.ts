import { compareText } from "@tollgate/model";

/** Up to three names that may have been meant, the likeliest first: few edits away, longer, or the same without a scope. */
export function nearestNames(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(Math.min(name.length, longest) / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function distanceOf(wanted: string, candidate: string): number {
  if (unscoped(wanted) === unscoped(candidate)) return 0;
  if (wanted.length > 2 && candidate.startsWith(wanted)) return 1;
  return editDistance(wanted.slice(0, longest), candidate.slice(0, longest));
}

const longest = 100;

function unscoped(name: string): string {
  return name.replace(/^@[^/]*\//, "");
}

/** Insertions, deletions, replacements and swaps of neighbours between two texts. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : replaced;
      next.push(Math.min(replaced, swapped, row[j]! + 1, next[j - 1]! + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
