import { type IsoDate, isoDateOf, type RepoPath } from "@tollgate/model";
import { isShallow } from "../git/part-from.ts";
import { runGit, type WorkspaceEnvironment } from "../git/run-git.ts";
import { type Person, parsePerson, personOf } from "./person.ts";

/** Who brought a file to a branch as it is there now, and who let it in, as git tells. */
export type FileOrigin = {
  /** The commit of the branch that did: a merge, or the commit itself. */
  readonly commit: string;
  readonly day: IsoDate;
  /** Authors of the change; co-authors, too. */
  readonly authors: readonly Person[];
  readonly approvers: readonly Approver[];
};

export type Approver = {
  readonly person: Person;
  /** `Reviewed-by in 1a2b3c4`, `merged it as 1a2b3c4` */
  readonly how: string;
};

/** `undefined` where git does not tell: no such file, or the history is cut off before. */
export function readOrigin(
  environment: WorkspaceEnvironment,
  branch: string,
  path: RepoPath,
): FileOrigin | undefined {
  const [brought] = commitsOf(environment, ["--max-count=1", "--first-parent", branch], path);
  if (brought === undefined) return undefined;
  const { sha, parents, author, time } = brought;
  if (parents.length === 0 && isShallow(environment)) return undefined;
  const inner =
    parents.length < 2 ? [brought] : commitsOf(environment, ["--no-merges", `${parents[0]}..${sha}`], path);
  const isMerge = parents.length > 1 && inner.length > 0;
  const told = isMerge ? [brought, ...inner] : inner.length > 0 ? inner : [brought];
  return {
    commit: sha,
    day: isoDateOf(time * 1_000),
    authors: (inner.length > 0 ? inner : [brought]).flatMap((commit) => [
      commit.author,
      ...trailersOf(commit, /^co-authored-by$/i).map(({ person }) => person),
    ]),
    approvers: [
      ...told.flatMap((commit) => trailersOf(commit, /^(?:reviewed|approved)-by$/i)),
      ...(isMerge ? [{ person: author, how: `merged it as ${sha.slice(0, 7)}` }] : []),
    ],
  };
}

type Commit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: Person;
  /** Seconds since 1970. */
  readonly time: number;
  readonly trailers: readonly string[];
};

const format = [
  "%H",
  "%P",
  "%an",
  "%ae",
  "%ct",
  "%(trailers:key=Reviewed-by,key=Approved-by,key=Co-authored-by,unfold=true,separator=%x01)",
].join("%x00");

/** Newest first; none where git refuses. */
function commitsOf(
  environment: WorkspaceEnvironment,
  which: readonly string[],
  path: RepoPath,
): readonly Commit[] {
  const answer = runGit(environment, [
    "-c",
    "log.showSignature=false",
    "log",
    "--no-color",
    "--no-mailmap",
    `--format=%x02${format}`,
    ...which,
    "--",
    `:(top,literal)${path}`,
  ]);
  if (!answer.ok) return [];
  return answer.stdout
    .toString("utf8")
    .split("\u0002")
    .slice(1)
    .map((text) => {
      const [sha = "", parents = "", name = "", email = "", time = "", trailers = ""] = text.split("\0");
      return {
        sha,
        parents: parents.split(" ").filter((parent) => parent !== ""),
        author: personOf(name, email),
        time: Number(time),
        trailers: trailers.split("\u0001").map((line) => line.trim()),
      };
    });
}

function trailersOf({ sha, trailers }: Commit, key: RegExp): readonly Approver[] {
  return trailers.flatMap((line) => {
    const [, name = "", value = ""] = /^([^:]+):\s*(.+)$/s.exec(line) ?? [];
    return key.test(name) ? [{ person: parsePerson(value), how: `${name} in ${sha.slice(0, 7)}` }] : [];
  });
}
