import { disputedFiles, farthestLines } from "@tollgate/merge";
import { compareText, type Evidence, type RepoPath, type RepoTree } from "@tollgate/model";
import { createSourceReader } from "./source-text.ts";

/** Files whose sources have to say what can be covered: of which reports disagree, or speak of lines behind the end. */
export function unsureFiles(
  tree: RepoTree,
  evidence: readonly Evidence[],
  judged: Parameters<typeof disputedFiles>[1],
): readonly RepoPath[] {
  const files = new Set([...disputedFiles(evidence, judged), ...overlongFiles(tree, evidence)]);
  return [...files].sort(compareText);
}

/** Files of the tree that a report may have measured in a longer text: it names lines behind the last one. */
function overlongFiles(
  { root, files, hasGit }: RepoTree,
  evidence: readonly Evidence[],
): readonly RepoPath[] {
  if (!hasGit) return [];
  const known = new Set(files);
  const read = createSourceReader(root);
  return [...farthestLines(evidence)]
    .filter(([path, line]) => known.has(path) && isBehindEnd(read(path), line))
    .map(([path]) => path);
}

/** Some languages end lines with more than this: to be looked at closely. */
function isBehindEnd(text: Buffer | undefined, line: number): boolean {
  if (text === undefined) return false;
  let left = line - 1;
  for (let at = 0; at < text.length && left > 0; at++) if (text[at] === newline) left--;
  return left > 0;
}

const newline = 10;
