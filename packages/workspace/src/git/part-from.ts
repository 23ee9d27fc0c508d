import { runGit, type WorkspaceEnvironment } from "./run-git.ts";

/** How HEAD and another commit stand to each other. */
export type Parting = {
  /** The commit that was asked for. */
  readonly tip: string;
  /** The best common ancestor; absent for unrelated histories and where a shallow clone cuts it off. */
  readonly mergeBase?: string;
};

/** Where HEAD and `revision` part; `undefined` when this clone does not have the revision. */
export function partFrom(environment: WorkspaceEnvironment, revision: string): Parting | undefined {
  if (!isSingleRevision(revision)) return undefined;
  // Prints HEAD, the revision, and each merge base behind a caret.
  const [head, tip, mergeBase] = parseRevisions(environment, `${revision}^{commit}...HEAD`);
  if (head === undefined || tip === undefined) return undefined;
  return { tip, ...(mergeBase === undefined ? {} : { mergeBase }) };
}

/** Parents of HEAD in order; none for a first commit, without a commit, and at the edge of a shallow clone. */
export function parentsOfHead(environment: WorkspaceEnvironment): readonly string[] {
  return parseRevisions(environment, "HEAD^@");
}

/** True when older commits are not in this clone. */
export function isShallow(environment: WorkspaceEnvironment): boolean {
  const answer = runGit(environment, ["rev-parse", "--is-shallow-repository"]);
  return answer.ok && answer.stdout.toString("latin1").trim() === "true";
}

/** What could be an option, a range or two arguments is no revision, whatever git would make of it. */
function isSingleRevision(text: string): boolean {
  return text !== "" && !text.startsWith("-") && !text.includes("..") && !/[\0-\x1f\x7f]/.test(text);
}

/** Git 2.39 echoes `--end-of-options`, so only object names are taken from its answer. */
function parseRevisions(environment: WorkspaceEnvironment, expression: string): readonly string[] {
  const answer = runGit(environment, ["rev-parse", "--end-of-options", expression]);
  if (!answer.ok) return [];
  const names = answer.stdout.toString("latin1").matchAll(/^\^?([0-9a-f]{40}(?:[0-9a-f]{24})?)$/gm);
  return [...names].map(([, name]) => name!);
}
