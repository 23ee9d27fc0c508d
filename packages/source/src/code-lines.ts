import type { File } from "@babel/types";
import type { RepoPath } from "@tollgate/model";
import { findEntities } from "./find-entities.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { otherLineEnd } from "./other-line-end.ts";
import { parseSource } from "./parse-source.ts";

/** Lines of a source file, ascending and 1-based. */
export type CodeLines = {
  /**
   * Those on which code begins that runs and that a coverage tool can measure: on which a statement or function of the
   * reference map starts, further lines of what is inside them, and those of an `enum`, which compilers turn into
   * statements. Not among them: types, imports, re-exports, comments, brackets; what istanbul never counts, as
   * `export default 1` or a class without a method; what its ignore hints take out.
   */
  readonly executable: readonly number[];
  /** Those on which a statement of the reference map starts, without what the hints of other tools hide. */
  readonly starts: readonly number[];
};

/**
 * The lines with code of JavaScript or TypeScript. `undefined`: nothing certain can be said, as for `referenceMap`, or
 * the file has line ends that git does not count. Never throws.
 */
export function codeLines(text: string, path: RepoPath): CodeLines | undefined {
  if (otherLineEnd.test(text)) return undefined;
  const file = parseSource(text, path);
  return file === undefined ? undefined : codeLinesOf(file);
}

/** The same of a tree. */
export function codeLinesOf(file: File): CodeLines {
  const { statements, lines, hidden } = findEntities(file);
  const isHidden = hiddenLines(file, hidden);
  const starts = new Set<number>();
  for (let i = 0; i < statements.length; i += 4) if (!isHidden(statements[i]!)) starts.add(statements[i]!);
  return { executable: ascending(lines), starts: ascending(starts) };
}

function ascending(lines: ReadonlySet<number>): readonly number[] {
  return [...lines].sort((a, b) => a - b);
}
