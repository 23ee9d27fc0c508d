import { type Answer, notFound, refusal } from "../answer.ts";
import { findRepository } from "../lookup.ts";
import { pageOf } from "../pages.ts";
import type { FakeRequest } from "../request.ts";
import type { Route, Urls } from "../route.ts";
import { routes } from "../routes/all.ts";
import type { State } from "../state.ts";
import { acceptedPermissions, isPermitted, type Permissions, type Token, type Tokens } from "../tokens.ts";
import { type Edition, loadDescription, type Match } from "./description.ts";
import { refuseHeaders } from "./refuse-headers.ts";
import { loadSchemas, type Schemas } from "./schemas.ts";
import { finishBody } from "./validate-answer.ts";
import { validateRequest } from "./validate-request.ts";

export type ApiOptions = {
  readonly tokens: Tokens;
  readonly edition: Edition;
  readonly now: () => number;
  readonly urls: () => Urls;
};

export type Operation = {
  /** `undefined` when GitHub has no such route. */
  readonly id: string | undefined;
  readonly answer: (state: State) => Answer;
};

/** Finds what a request to the API asks for; its path is without the base path of GHES. */
export function createOperations(
  options: ApiOptions,
): (request: FakeRequest, violation: (what: string) => void) => Operation {
  return (request, violation) => {
    // Loaded when the first request comes: many tests send none.
    const schemas = loadSchemas(options.edition);
    const match = loadDescription(options.edition).find(request.method, request.path);
    if (match === undefined) {
      violation("GitHub has no such route");
      return { id: undefined, answer: () => notFound };
    }
    const { id } = match.operation;
    const route = routes[id];
    if (route === undefined) {
      violation(`the fake cannot do ${id} yet`);
      return { id, answer: () => refusal(501, `the fake cannot do ${id} yet`) };
    }
    return { id, answer: (state) => answer({ options, schemas, match, route, request, state, violation }) };
  };
}

type Asked = {
  readonly options: ApiOptions;
  readonly schemas: Schemas;
  readonly match: Match;
  readonly route: Route;
  readonly request: FakeRequest;
  readonly state: State;
  readonly violation: (what: string) => void;
};

function answer(asked: Asked): Answer {
  const { options, schemas, match, request, violation } = asked;
  const refused = refuseHeaders(request);
  if (refused !== undefined) return refused;
  const token = authenticate(options.tokens, request);
  if ("status" in token) return token;
  const valid = validateRequest(schemas, match, request, violation);
  if ("refused" in valid) return valid.refused;
  const given = perform(asked, token, valid.parameters, valid.body);
  const url = `${options.urls().api}${request.path}?${request.query}`;
  const page = given.list === undefined ? { body: given.body } : pageOf(given.list, url, valid.parameters);
  const body = finishBody(schemas, match.operation, given.status, page.body, violation);
  const link = page.link === undefined ? {} : { link: page.link };
  return { status: given.status, headers: { ...given.headers, ...link }, body };
}

function authenticate(tokens: Tokens, request: FakeRequest): Token | Answer {
  const token = tokens.find(request.headers.authorization);
  if (token === "none") return refusal(401, "Requires authentication");
  return token === "unknown" ? refusal(401, "Bad credentials") : token;
}

function perform(
  { options, route, state, violation }: Asked,
  token: Token,
  parameters: Readonly<Record<string, unknown>>,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const { owner, repo } = parameters;
  const [main] = state.repositories.values();
  const repository = owner === undefined ? main : findRepository(state, `${owner}/${repo}`);
  if (repository === undefined) return notFound;
  const needs = route.needs ?? [];
  const isForeign = token.app !== undefined && repository !== main;
  if (isForeign && repository.isPrivate) return notFound;
  const isPermittedHere = isForeign ? isReadOnly(needs) : needs.length === 0 || isPermitted(token, needs);
  if (!isPermittedHere)
    return refusal(403, "Resource not accessible by integration", {
      "x-accepted-github-permissions": acceptedPermissions(needs),
    });
  const { now, urls } = options;
  return route.handle({ state, repository, token, parameters, body, now: now(), urls: urls(), violation });
}

/** An installation's token is for its own repository; of others it reads what is public. */
function isReadOnly(needs: readonly Permissions[]): boolean {
  return needs.every((needed) => Object.values(needed).every((access) => access === "read"));
}
