import type { RepoPath } from "@tollgate/model";
import { findEntities } from "./find-entities.ts";
import { parseSource } from "./parse-source.ts";

/**
 * Lines on which code begins that runs and that a coverage tool can measure, ascending and 1-based: those on which a
 * statement or function of the reference map starts, further lines of what is inside them, and those of an `enum`,
 * which compilers turn into statements. Not among them: types, imports, re-exports, comments, brackets; what
 * istanbul never counts, as `export default 1` or a class without a method; what its ignore hints take out.
 * `undefined`: nothing certain can be said, as for `referenceMap`, or the file has line ends that git does not count.
 * Never throws.
 */
export function executableLines(text: string, path: RepoPath): readonly number[] | undefined {
  if (otherLineEnd.test(text)) return undefined;
  const file = parseSource(text, path);
  return file && [...findEntities(file).lines].sort((a, b) => a - b);
}

/** JavaScript ends a line at these too. */
const otherLineEnd = /\r(?!\n)|[\u2028\u2029]/;
