import { accountOf } from "../account-of.ts";
import { refusal } from "../answer.ts";
import { findRepository } from "../lookup.ts";
import type { Call, Route, Routes, Urls, View } from "../route.ts";
import type { Account, App, Repository } from "../state.ts";

/** Who the token is, and what the repository is. */
export const accountRoutes: Routes = {
  "users/get-authenticated": { handle: whoAmI },
  "repos/get": { needs: [{ metadata: "read" }], handle: readRepository },
};

function whoAmI(call: Call): ReturnType<Route["handle"]> {
  if (call.token.app !== undefined) return refusal(403, "Resource not accessible by integration");
  return { status: 200, body: showAccount(call.urls, call.token.account) };
}

function readRepository(call: Call): ReturnType<Route["handle"]> {
  return { status: 200, body: showRepository(call.urls, call.repository) };
}

export function showAccount({ api, html }: Urls, account: Account): Record<string, unknown> {
  const { login, id, type } = account;
  const name = encodeURIComponent(login);
  return { login, id, type, url: `${api}/users/${name}`, html_url: `${html}/${name}` };
}

export function showApp(urls: Urls, app: App): Record<string, unknown> {
  return { ...app, owner: showAccount(urls, accountOf("github")), html_url: `${urls.html}/apps/${app.slug}` };
}

export function showRepository(urls: Urls, repository: Repository): Record<string, unknown> {
  const [owner = "", name = ""] = repository.fullName.split("/");
  return {
    id: repository.id,
    name,
    full_name: repository.fullName,
    private: repository.isPrivate,
    fork: repository.forkOf !== undefined,
    default_branch: repository.defaultBranch,
    owner: showAccount(urls, accountOf(owner)),
    url: repositoryUrl(urls, repository.fullName),
    html_url: `${urls.html}/${repository.fullName}`,
  };
}

/** A repository by name; null when it is gone. */
export function showRepositoryNamed(call: View, fullName: string | null): Record<string, unknown> | null {
  const repository = fullName === null ? undefined : findRepository(call.state, fullName);
  return repository === undefined ? null : showRepository(call.urls, repository);
}

export function repositoryUrl(urls: Urls, fullName: string): string {
  return `${urls.api}/repos/${fullName}`;
}
