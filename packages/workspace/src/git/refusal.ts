import type { GitAnswer } from "./run-git.ts";

type Refusal = GitAnswer & { readonly ok: false };

/** What to do where there is a repository and git does not read it. */
export function remedyFor({ missing, message }: Refusal): string {
  if (missing) return "Install git where Tollgate runs.";
  if (/dubious ownership|safe\.directory/.test(message))
    return 'The folder belongs to another user, as in containers: run `git config --global --add safe.directory "$PWD"` at its root before.';
  return "Run `git status` here and mend what it says.";
}
