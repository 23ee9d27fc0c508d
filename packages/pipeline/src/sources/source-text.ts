import { lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { languageOf, type RepoPath } from "@tollgate/model";

/** As git counts them. */
export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text === "" || text.endsWith("\n") ? lines : lines + 1;
}

/** Git ends a line at a line feed only, tools at these too. */
export function otherLineEnd(path: RepoPath): RegExp {
  return languageOf(path) === "javascript" ? otherLineEndOfScript : loneReturn;
}

const loneReturn = /\r(?!\n)/;
const otherLineEndOfScript = /\r(?!\n)|[\u2028\u2029]/;

/** 2 MiB: a larger file is generated. */
const maxBytes = 2 * 1024 * 1024;

/** The text of a file of the work tree: see `readSource`. */
export function readSourceText(root: string, path: RepoPath): string | undefined {
  return readSource(root, path)?.toString("utf8");
}

/** 16 MiB: bundles are scripts that ran, too. */
const maxRanBytes = 16 * 1024 * 1024;

/** The text of a script that ran or of what it was made of; see `readSource`. */
export function readRanText(root: string, path: RepoPath): string | undefined {
  return readSource(root, path, maxRanBytes)?.toString("utf8");
}

/** The bytes of a file of the work tree; `undefined` for links, files behind links, large and unreadable ones. */
export function readSource(root: string, path: RepoPath, limit: number = maxBytes): Buffer | undefined {
  return createSourceReader(root, limit)(path);
}

/** Reads many files as `readSource`: whether a folder lies behind a link is asked once. */
export function createSourceReader(
  root: string,
  limit: number = maxBytes,
): (path: RepoPath) => Buffer | undefined {
  const folders = new Map<string, boolean>([
    [".", true],
    ["/", true],
  ]);
  return (path) => {
    const file = join(root, path);
    try {
      const stats = lstatSync(file);
      return stats.isFile() && stats.size <= limit && isOwn(dirname(path)) ? readFileSync(file) : undefined;
    } catch (error) {
      if (error instanceof Error && "code" in error) return undefined;
      throw error;
    }
  };

  /** Whether a folder below the root is one, and no link on the way to it. */
  function isOwn(folder: string): boolean {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const answer = lstatSync(join(root, folder)).isDirectory() && isOwn(dirname(folder));
    folders.set(folder, answer);
    return answer;
  }
}
