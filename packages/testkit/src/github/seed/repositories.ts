import { createHash } from "node:crypto";
import { accountOf } from "../account-of.ts";
import { findRepository } from "../lookup.ts";
import type { Account, Commit, Repository } from "../state.ts";
import type { Given, Ground } from "./ground.ts";

export type RepositorySeed = {
  readonly repository: (given: Given<Repository, "fullName">) => Repository;
  readonly account: (login: string) => Account;
  readonly commit: (given?: Partial<Commit>) => Commit;
  /** Moves a branch, and makes the commit known. */
  readonly branch: (name: string, sha: string, repository?: string) => void;
  /** The tip of a branch. */
  readonly tip: (branch: string, repository?: string) => string | undefined;
};

export function seedRepositories({ state, main, id, time }: Ground): RepositorySeed {
  const repositoryOf = (name: string): Repository =>
    findRepository(state, name) ?? seed.repository({ fullName: name, forkOf: main });
  const seed: RepositorySeed = {
    repository(given) {
      const made = { id: id(), defaultBranch: "main", isPrivate: false, branches: new Map(), ...given };
      state.repositories.set(made.fullName, made);
      return made;
    },
    account: (login) => accountOf(login),
    commit(given = {}) {
      const sha = given.sha ?? createHash("sha1").update(`commit ${id()}`).digest("hex");
      const basics = { parents: [], message: "A change", date: time(), author: accountOf("ada") };
      const made = { ...basics, ...given, sha };
      state.commits.set(sha, made);
      return made;
    },
    branch(name, sha, repository = main) {
      if (!state.commits.has(sha)) seed.commit({ sha });
      repositoryOf(repository).branches.set(name, sha);
    },
    tip: (branch, repository = main) => repositoryOf(repository).branches.get(branch),
  };
  return seed;
}
