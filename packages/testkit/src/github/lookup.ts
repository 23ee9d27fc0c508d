import type { CheckSuite, Repository, State } from "./state.ts";

/** A repository by its name, which is not case-sensitive. */
export function findRepository(state: State, fullName: string): Repository | undefined {
  const wanted = fullName.toLowerCase();
  for (const [name, repository] of state.repositories) if (name.toLowerCase() === wanted) return repository;
  return undefined;
}

/** A commit by SHA, branch name or `refs/pull/N/merge`, as GitHub takes a ref. */
export function resolveRef(state: State, repository: Repository, ref: string): string | undefined {
  if (state.commits.has(ref)) return ref;
  const branch = ref.replace(/^(?:refs\/)?heads\//, "");
  const tip = repository.branches.get(branch);
  if (tip !== undefined) return tip;
  const pull = /^(?:refs\/)?pull\/(\d+)\/(head|merge)$/.exec(ref);
  const found = state.pulls.find(
    (one) => one.repository === repository.fullName && one.number === Number(pull?.[1]),
  );
  return (pull?.[2] === "merge" ? found?.mergeSha : found?.head.sha) ?? undefined;
}

/** One suite for each app and commit, whichever workflow a check run belongs to: GitHub picks it. */
export function suiteFor(state: State, wanted: Omit<CheckSuite, "id">): CheckSuite {
  const found = state.checkSuites.find(
    ({ repository, headSha, app }) =>
      repository === wanted.repository && headSha === wanted.headSha && app.id === wanted.app.id,
  );
  if (found !== undefined) return found;
  const made = { id: state.nextId++, ...wanted };
  state.checkSuites.push(made);
  return made;
}

/** Every commit that can be reached from one, itself included; none before its children. */
export function historyOf(state: State, sha: string): readonly string[] {
  const seen = new Set<string>();
  const oldestFirst: string[] = [];
  const path: { readonly sha: string; readonly parents: string[] }[] = [];
  const enter = (next: string): void => {
    if (seen.has(next)) return;
    seen.add(next);
    path.push({ sha: next, parents: [...(state.commits.get(next)?.parents ?? [])] });
  };
  enter(sha);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const parent = top.parents.pop();
    if (parent !== undefined) enter(parent);
    else oldestFirst.push(path.pop()!.sha);
  }
  return oldestFirst.reverse();
}
