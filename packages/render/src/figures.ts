import type { CoverageTally, Extent, LineRange } from "@tollgate/model";
import { ranges } from "@tollgate/text";

/** The extent of a metric; nothing measured where there is no coverage at all. */
export function extentOf(
  coverage: CoverageTally | undefined,
  metric: "lines" | "functions" | "branches",
): Extent {
  return coverage?.[metric] ?? { found: 0, hit: 0, mayHit: 0 };
}

/** `line 12`, `lines 12–15, 20`. */
export function lineWords(lines: readonly LineRange[]): string {
  const only = lines.length === 1 && lines[0]![0] === lines[0]![1];
  return `${only ? "line" : "lines"} ${ranges(lines)}`;
}

/** `packages/api/src/cart.ts:12`, `…:12-15`: as editors and terminals read it. */
export function placeOf({
  path,
  line,
  endLine,
}: {
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly endLine?: number | undefined;
}): string {
  if (path === undefined) return "";
  if (line === undefined) return path;
  return `${path}:${line}${endLine === undefined || endLine === line ? "" : `-${endLine}`}`;
}
