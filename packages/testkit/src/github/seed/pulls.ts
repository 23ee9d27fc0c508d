import { accountOf } from "../account-of.ts";
import type { Comment, PullFile, PullRequest, Review } from "../state.ts";
import type { Given, Ground } from "./ground.ts";
import type { RepositorySeed } from "./repositories.ts";

export type PullSeed = {
  readonly pullRequest: (given?: GivenPullRequest) => PullRequest;
  /** A push to a pull request's branch: a new head, and a new test merge. */
  readonly push: (
    pull: PullRequest,
    given?: { readonly sha?: string; readonly mergeSha?: string | null },
  ) => string;
  readonly file: (pull: PullRequest, given: Given<PullFile, "filename">) => PullFile;
  readonly review: (pull: PullRequest, given: Given<Review, "author">) => Review;
  readonly comment: (given: Given<Comment, "issue" | "body">) => Comment;
};

type GivenPullRequest = Partial<Omit<PullRequest, "head" | "base">> & {
  readonly head?: Partial<PullRequest["head"]>;
  readonly base?: Partial<PullRequest["base"]>;
};

/** The base branch is made when it is unknown, and is else left where it is. */
export function seedPulls({ state, main, id, time }: Ground, add: RepositorySeed): PullSeed {
  return {
    pullRequest(given = {}) {
      const base = { branch: "main", ...given.base };
      const baseSha = base.sha ?? add.tip(base.branch) ?? add.commit().sha;
      const head = { repository: main, branch: "feature", ...given.head };
      const headSha = head.sha ?? add.commit({ parents: [baseSha] }).sha;
      if (add.tip(base.branch) === undefined) add.branch(base.branch, baseSha);
      if (head.repository !== null) add.branch(head.branch, headSha, head.repository);
      const made: PullRequest = {
        id: id(),
        number: state.pulls.length + 1,
        repository: main,
        author: accountOf("ada"),
        title: "A change",
        body: "",
        state: "open",
        isDraft: false,
        mergeSha: add.commit({ parents: [baseSha, headSha] }).sha,
        files: [],
        reviews: [],
        createdAt: time(),
        updatedAt: time(),
        ...given,
        head: { ...head, sha: headSha },
        base: { ...base, sha: baseSha },
      };
      if (made.mergeSha !== null && !state.commits.has(made.mergeSha)) add.commit({ sha: made.mergeSha });
      state.pulls.push(made);
      return made;
    },
    push(pull, given = {}) {
      const sha = given.sha ?? add.commit({ parents: [pull.head.sha] }).sha;
      if (pull.head.repository !== null) add.branch(pull.head.branch, sha, pull.head.repository);
      pull.head.sha = sha;
      pull.mergeSha =
        given.mergeSha === undefined ? add.commit({ parents: [pull.base.sha, sha] }).sha : given.mergeSha;
      pull.updatedAt = time();
      return sha;
    },
    file(pull, given) {
      const patch = given.status === "removed" ? "@@ -1 +0,0 @@\n-old" : "@@ -1 +1 @@\n-old\n+new";
      const made = { status: "modified", additions: 1, deletions: 1, patch, ...given } as const;
      pull.files.push(made);
      return made;
    },
    review(pull, given) {
      const basics = { id: id(), commit: pull.head.sha, body: "", submittedAt: time() };
      const made = { state: "APPROVED", ...basics, ...given } as const;
      pull.reviews.push(made);
      return made;
    },
    comment(given) {
      const basics = { id: id(), repository: main, author: accountOf("grace") };
      const made = { ...basics, createdAt: time(), updatedAt: time(), ...given };
      state.comments.push(made);
      return made;
    },
  };
}
