import {
  type ChangedFileCoverage,
  coverageMetrics,
  type LineClass,
  type LineRange,
  lineClasses,
  type Report,
  sumExtents,
} from "@tollgate/model";
import { grouped, plural, shareOf } from "@tollgate/text";

/** `12 changed lines: 8 new, 3 moved, 1 reformatted`; nothing where no class is known. */
export function classWords(files: readonly ChangedFileCoverage[]): string {
  const counts = new Map<LineClass, number>();
  for (const { what, lines } of files.flatMap(({ classes }) => classes))
    counts.set(what, (counts.get(what) ?? 0) + countOf(lines));
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  if (total === 0) return "";
  const parts = lineClasses.flatMap((what) => {
    const count = counts.get(what) ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${phrases[what]}`];
  });
  return `${plural(total, "changed line")}: ${parts.join(", ")}`;
}

const phrases: Readonly<Record<LineClass, string>> = {
  new: "new",
  changed: "changed",
  moved: "moved",
  reformatted: "reformatted",
  "already-uncovered": "changed where no test ran them before either",
};

function countOf(lines: readonly LineRange[]): number {
  return lines.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** `lines 20 % (1/5), functions 0 % (0/1), branches n/a` of what the change answers for. */
export function chargedWords(files: readonly ChangedFileCoverage[]): string {
  return coverageMetrics
    .map((metric) => `${metric} ${shareOf(sumExtents(files.map(({ charged }) => charged[metric])))}`)
    .join(", ");
}

/** Why moved or reformatted lines count as uncovered; nothing where none does. */
export function unexcusedWords({ changed }: Report): string {
  if (!changed.known || changed.unexcused === undefined) return "";
  const { lines, reason, remedy } = changed.unexcused;
  const what = plural(
    lines,
    "line that is only moved, reformatted or edited",
    "lines that are only moved, reformatted or edited",
  );
  return `${what} ${lines === 1 ? "counts" : "count"} as uncovered by this change: ${reason}. ${remedy}`;
}
