import { unmentionedInEvidence } from "@tollgate/merge";
import {
  countLayout,
  type Evidence,
  languageOf,
  type Policy,
  type RepoPath,
  type RepoTree,
  type UnmentionedFile,
} from "@tollgate/model";
import { createSourceReader } from "./source-text.ts";

type Size = UnmentionedFile["size"];

/**
 * How much code is in files that no report mentions. All are read where a rule counts them; else only where they are few,
 * so that files without code are not told as such.
 */
export async function readUnmentionedSizes(
  tree: RepoTree,
  { rules }: Policy,
  current: readonly Evidence[],
): Promise<ReadonlyMap<RepoPath, Size>> {
  const sizes = new Map<RepoPath, Size>();
  if (!tree.hasGit) return sizes;
  const { packages, files: treeFiles } = tree;
  const files = unmentionedInEvidence(current, { packages, treeFiles });
  const isCounted = rules.some(({ options }) => options["unmentioned"] === "uncovered");
  if (!isCounted && files.length > few) return sizes;
  const read = createSourceReader(tree.root);
  for (const { path } of files) sizes.set(path, await sizeOf(path, read(path)?.toString("utf8")));
  return sizes;
}

/** Parsing these takes no time worth speaking of. */
const few = 100;

async function sizeOf(path: RepoPath, text: string | undefined): Promise<Size> {
  if (text === undefined) return undefined;
  if (languageOf(path) === "javascript") {
    const { referenceMap } = await import("@tollgate/source");
    const map = referenceMap(text, path);
    if (map !== undefined) {
      const { functions, arms, conditions } = countLayout(map);
      const lines = new Set(map.statements.filter((_, i) => i % 4 === 0)).size;
      return { lines, functions: arms - functions, branches: conditions - arms };
    }
  }
  return { lines: text.split("\n").filter((line) => line.trim() !== "").length };
}
