import type { MovedFile, Shifts } from "@tollgate/merge";
import type { Bundle, Evidence, Problem, RepoPath, RepoTree } from "@tollgate/model";
import { readBaseFiles, readHistory, type WorkspaceEnvironment } from "@tollgate/workspace";
import { md5Of } from "../sources/proven-paths.ts";
import { digestsOf } from "../sources/reference-sources.ts";
import { movesSince } from "../sources/shifts.ts";
import { readSource } from "../sources/source-text.ts";

/** How far back a text is looked for. */
const mostCommits = 100;

/**
 * Reports that name the digest of a text which is not the judged one: where git has that text in its newest commits, what
 * became of the file since. By that version, then by path.
 */
export function readNamedTexts(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  { evidence }: Bundle,
  headSha: string | undefined,
): Shifts {
  const open = otherTexts(tree, evidence, headSha);
  const shifts = new Map<string, Map<RepoPath, MovedFile>>();
  if (open.size === 0) return shifts;
  const git = { ...environment, cwd: tree.root };
  for (const commit of readHistory(git, mostCommits)) {
    if (open.size === 0) break;
    const found = new Map<RepoPath, readonly string[]>();
    for (const [path, text] of readBaseFiles(git, commit, [...open.keys()])) {
      const digests = digestsOf(text).filter((digest) => open.get(path)!.delete(digest));
      if (digests.length > 0) found.set(path, digests);
      if (open.get(path)!.size === 0) open.delete(path);
    }
    if (found.size === 0) continue;
    const moves = movesSince(environment, tree, commit, [...found.keys()]);
    if ("reason" in moves) continue;
    for (const [path, move] of moves)
      for (const digest of found.get(path) ?? []) {
        const version = `md5:${digest}`;
        shifts.set(version, (shifts.get(version) ?? new Map<RepoPath, MovedFile>()).set(path, move));
      }
  }
  return shifts;
}

/** Digests that reports name of files of which the work tree has another text. */
function otherTexts(
  tree: RepoTree,
  evidence: readonly Evidence[],
  headSha: string | undefined,
): Map<RepoPath, Set<string>> {
  const open = new Map<RepoPath, Set<string>>();
  const known = new Set(tree.files);
  for (const { commit, coverage } of evidence) {
    if (commit !== headSha) continue;
    for (const file of coverage?.files ?? []) {
      const digest = md5Of(file);
      if (digest === undefined || !known.has(file.path)) continue;
      open.set(file.path, (open.get(file.path) ?? new Set()).add(digest));
    }
  }
  for (const [path, digests] of open) {
    const text = readSource(tree.root, path);
    for (const digest of text === undefined ? [] : digestsOf(text)) digests.delete(digest);
    if (digests.size === 0) open.delete(path);
  }
  return open;
}

/** That files of a report are moved to the judged text. */
export function movedTexts({ input, coverage }: Evidence, shifts: Shifts): readonly Problem[] {
  const moved = (coverage?.files ?? []).filter(
    ({ path, version }) => version !== undefined && shifts.get(version)?.has(path) === true,
  );
  const [first, ...more] = moved;
  if (first === undefined) return [];
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return [
    {
      code: "map-mismatch",
      severity: "warning",
      message: `The report measured an older text of "${first.path}"${others}. It counts for the lines that are still the same; what it covers of the rest is unknown, from nothing to all.`,
      remedy: "Run the tests with coverage on this very commit.",
      path: input.path,
    },
  ];
}
