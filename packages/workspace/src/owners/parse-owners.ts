import type { RepoPath } from "@tollgate/model";
import picomatch, { type Matcher } from "picomatch";

/** Owners of a file, as written: `@org/team`, `@user`, an address; none for a file that nobody owns. */
export type FindOwners = (path: RepoPath) => readonly string[];

/**
 * Reads a CODEOWNERS file as GitHub does: the last pattern that matches decides, one without owners takes them away.
 * Patterns are those of .gitignore without `!` and `[ ]`; lines that GitHub would not take match nothing.
 */
export function parseOwners(text: string): FindOwners {
  const rules = text
    .split(/\r?\n/)
    .flatMap((line) => parseRule(line) ?? [])
    .reverse();
  return (path) => rules.find(({ matches }) => matches(path))?.owners ?? [];
}

type OwnerRule = { readonly matches: Matcher; readonly owners: readonly string[] };

function parseRule(line: string): OwnerRule | undefined {
  const words = line.replace(/(?:^|\s)#.*$/, "").match(/(?:\\ |\S)+/g);
  const [pattern, ...owners] = words ?? [];
  if (pattern === undefined || pattern.startsWith("!") || /[[\]]/.test(pattern)) return undefined;
  return { matches: picomatch([...globsOf(pattern.replaceAll("\\ ", " "))], options), owners };
}

const options = { dot: true, nonegate: true, noextglob: true, nobrace: true } as const;

/** The globs of whole paths that a pattern stands for. */
function globsOf(pattern: string): readonly string[] {
  const isFolder = pattern.endsWith("/");
  const bare = pattern.replace(/^\/|\/$/g, "");
  // A slash at the beginning or inside ties a pattern to the root.
  const isTied = pattern.startsWith("/") || bare.includes("/");
  const from = isTied ? bare : `**/${bare}`;
  if (isFolder) return [`${from}/**`];
  // `docs/*` are the files in docs, not those in its folders.
  return /(?:^|\/)\*$/.test(bare) && isTied ? [from] : [from, `${from}/**`];
}
