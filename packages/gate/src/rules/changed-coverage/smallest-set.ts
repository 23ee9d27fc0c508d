import { type CoverageMetric, compareText, type LineRange, type Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { ChangedCount, ChangedFile } from "./count-changed.ts";

/** What one test is likely to cover as a whole: what is uncovered of a function that nothing calls, or lines that follow each other. */
export type Place = {
  readonly path: string;
  readonly lines: readonly LineRange[];
  /** Of the function. */
  readonly name?: string;
  /** How much of the metric it holds. */
  readonly size: number;
};

/**
 * The places that are enough to cover `needed` more, in as few places as possible and of those with as few lines: the
 * smallest place that is enough by itself, else the largest first. Empty where places are not known or not enough.
 */
export function smallestSet(
  { files }: ChangedCount,
  { kind }: Scope,
  metric: CoverageMetric,
  needed: number,
): readonly Place[] {
  if (metric === "branches" || (metric === "functions" && kind !== undefined)) return [];
  const places = files.flatMap(metric === "lines" ? placesOfLines : placesOfFunctions);
  const open = places.sort(
    (a, b) => b.size - a.size || compareText(a.path, b.path) || startOf(a) - startOf(b),
  );
  const chosen: Place[] = [];
  let left = needed;
  while (left > 0) {
    const enough = open.findLast(({ size }) => size >= left);
    const next = enough === undefined ? open[0] : open.find(({ size }) => size === enough.size);
    if (next === undefined) return [];
    open.splice(open.indexOf(next), 1);
    chosen.push(next);
    left -= next.size;
  }
  return chosen;
}

/** `applyVoucher in src/checkout.ts (lines 12–14)`: names at most three. */
export function placeWords(places: readonly Place[]): string {
  const named = places.slice(0, 3).map(({ path, lines, name }) => {
    const where = lines
      .slice(0, 5)
      .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
      .join(", ");
    const isOne = lines.length === 1 && lines[0]![0] === lines[0]![1];
    const at = `${isOne ? "line" : "lines"} ${where}${lines.length > 5 ? "…" : ""}`;
    return name === undefined ? `${at} of \`${path}\`` : `\`${name}\` in \`${path}\` (${at})`;
  });
  const more = places.length - named.length;
  return [...named, ...(more > 0 ? [plural(more, "more place")] : [])].join(", ");
}

function startOf({ lines }: Place): number {
  return lines[0]?.[0] ?? 0;
}

function placesOfLines({ file, uncovered }: ChangedFile): Place[] {
  const { path } = file;
  const functions = file.uncoveredFunctions
    .filter(({ endLine }) => endLine > 0)
    .sort((a, b) => a.line - b.line || b.endLine - a.endLine);
  const inFunction = new Map<number, LineRange[]>();
  const places: Place[] = [];
  for (const range of uncovered) {
    // The outermost one: who calls it is likely to reach those inside.
    const at = functions.findIndex(({ line, endLine }) => line <= range[0] && range[1] <= endLine);
    if (at < 0) places.push({ path, lines: [range], size: lengthOf([range]) });
    else inFunction.set(at, [...(inFunction.get(at) ?? []), range]);
  }
  for (const [at, lines] of inFunction)
    places.push({ path, lines, name: functions[at]!.name, size: lengthOf(lines) });
  return places;
}

function placesOfFunctions({ file }: ChangedFile): Place[] {
  return file.uncoveredFunctions
    .filter(({ excused }) => !excused)
    .map(({ name, line }) => ({ path: file.path, lines: [[line, line]], name, size: 1 }));
}

function lengthOf(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
