import { usageError } from "@tollgate/model";

/** `owner/name` in its two parts. */
export type RepositoryName = { readonly owner: string; readonly repo: string };

/** Reads GITHUB_REPOSITORY. Throws a usage error for what can name no repository on GitHub. */
export function parseRepository(name: string): RepositoryName {
  const match = /^([A-Za-z0-9_-]{1,39})\/((?!\.{1,2}$)[A-Za-z0-9._-]{1,100})$/.exec(name);
  if (match === null)
    throw usageError(
      `The repository is ${JSON.stringify(name.slice(0, 200))}, owner/name was wanted.`,
      "GITHUB_REPOSITORY tells it inside GitHub Actions.",
    );
  return { owner: match[1]!, repo: match[2]! };
}
