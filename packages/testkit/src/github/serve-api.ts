import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, notFound, refusal } from "./answer.ts";
import { type Description, type Edition, loadDescription } from "./api/description.ts";
import { createSchemas, type Schemas } from "./api/schemas.ts";
import { finishBody } from "./api/validate-answer.ts";
import { validateRequest } from "./api/validate-request.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import { readAll } from "./loopback.ts";
import { pageOf } from "./pages.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Extension, FakeRequest, RecordedRequest } from "./request.ts";
import type { Route, Urls } from "./route.ts";
import { routes } from "./routes/all.ts";
import { findSecrets } from "./secrets.ts";
import { send, toBytes, withETag, withHeaders } from "./send.ts";
import { findRepository, type State } from "./state.ts";
import { acceptedPermissions, isPermitted, type Token, type Tokens } from "./tokens.ts";

export type ApiOptions = {
  readonly state: State;
  readonly tokens: Tokens;
  readonly secrets: readonly string[];
  readonly faults: Faults<State>;
  readonly limits: RateLimits;
  readonly ledger: Ledger;
  readonly extensions: readonly Extension[];
  readonly edition: Edition;
  /** Before each path: empty, or `/api/v3` on GHES. */
  readonly base: string;
  readonly now: () => number;
  readonly urls: () => Urls;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Found = {
  readonly operation: string | undefined;
  readonly answer: (state: State) => Answer | Promise<Answer>;
};

/** Answers as GitHub's API does. */
export function createApi(options: ApiOptions): Handler {
  const description = loadDescription(options.edition);
  const schemas = createSchemas(description);
  return async (incoming, response) => {
    const request = await readRequest(incoming, options.base);
    const found = find(options, description, schemas, request);
    const record: RecordedRequest = {
      ...request,
      operation: found.operation,
      at: options.now(),
      status: undefined,
    };
    options.ledger.requests.push(record);
    const violation = violationAt(options.ledger, request);
    const secrets = [...options.tokens.values(), ...options.secrets];
    for (const place of findSecrets(request, secrets)) violation(`a secret in the ${place}`);

    const struck = options.faults.next(found.operation);
    if (struck?.fault.kind === "hang") return;
    if (struck?.fault.kind === "reset-before") {
      incoming.socket.resetAndDestroy();
      return;
    }
    const answer =
      options.limits.refuse() ??
      (struck === undefined ? undefined : insteadOf(struck.fault, options.limits)) ??
      (await found.answer(struck?.fault.kind === "stale" ? struck.snapshot : options.state));
    const fresh = withETagOf(request, toBytes(answer));
    if (fresh.status !== 304) options.limits.count();
    const ready = withHeaders(fresh, headersOf(options));
    const sent = struck?.fault.kind === "done-then-502" ? toBytes(htmlBadGateway) : ready;
    record.status = sent.status;
    await send(incoming, response, sent, struck?.fault);
  };

  function withETagOf(request: FakeRequest, ready: ReturnType<typeof toBytes>): ReturnType<typeof toBytes> {
    if (request.method !== "GET" || ready.status !== 200) return ready;
    return withETag(ready, request.headers["if-none-match"]);
  }
}

async function readRequest(incoming: IncomingMessage, base: string): Promise<FakeRequest> {
  const url = new URL(incoming.url ?? "/", "http://fake");
  const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : url.pathname;
  const { method = "GET", headers } = incoming;
  return { method, path, query: url.searchParams, headers, body: await readAll(incoming) };
}

function violationAt(ledger: Ledger, request: FakeRequest): (what: string) => void {
  return (what) => ledger.violations.push({ where: `${request.method} ${request.path}`, what });
}

function headersOf(options: ApiOptions): Record<string, string> {
  // Rate limits are off on GHES unless its administrator turns them on.
  return options.base === "" ? { ...options.limits.headers() } : {};
}

const htmlBadGateway: Answer = {
  status: 502,
  headers: { "content-type": "text/html" },
  body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n",
};

/** What a fault answers without anything being done. */
function insteadOf(fault: Fault, limits: RateLimits): Answer | undefined {
  switch (fault.kind) {
    case "status":
      return refusal(fault.status, fault.message ?? "Server Error");
    case "html-502":
      return htmlBadGateway;
    case "redirect":
      return {
        status: fault.status ?? 301,
        headers: { location: fault.to },
        body: { message: "Moved Permanently" },
      };
    case "bad-credentials":
      return refusal(401, "Bad credentials");
    case "rate-limit":
      return limits.begin(fault);
    default:
      return undefined;
  }
}

function find(options: ApiOptions, description: Description, schemas: Schemas, request: FakeRequest): Found {
  const violation = violationAt(options.ledger, request);
  for (const extension of options.extensions) {
    const operation = extension.recognises(request.method, request.path);
    if (operation !== undefined) return { operation, answer: () => extension.handle(request) };
  }
  const match = description.find(request.method, request.path);
  if (match === undefined) {
    return {
      operation: undefined,
      answer: () => {
        violation("GitHub has no such route");
        return notFound;
      },
    };
  }
  const { id } = match.operation;
  const route = routes[id];
  const answer = (state: State): Answer => {
    if (route === undefined) {
      violation(`the fake cannot do ${id} yet`);
      return refusal(501, `the fake cannot do ${id} yet`);
    }
    const refused = refuseHeaders(request);
    if (refused !== undefined) return refused;
    const token = authenticate(options.tokens, request);
    if ("status" in token) return token;
    const valid = validateRequest(schemas, match, request, violation);
    if ("refused" in valid) return valid.refused;
    const given = perform(options, { route, request, token, state, ...valid }, violation);
    return finish(options, schemas, match.operation, request, valid.parameters, given, violation);
  };
  return { operation: id, answer };
}

/** Headers without which GitHub's front sends a request away. */
function refuseHeaders(request: FakeRequest): Answer | undefined {
  if ((request.headers["user-agent"] ?? "") === "") {
    const body =
      "\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.\r\n";
    return { status: 403, headers: { "content-type": "text/html" }, body };
  }
  const accept = request.headers.accept ?? "*/*";
  if (!/json|\*\/\*|application\/\*|vnd\.github/.test(accept))
    return refusal(415, `Unsupported 'Accept' header: '${accept}'. Must accept 'application/json'.`);
  return undefined;
}

function authenticate(tokens: Tokens, request: FakeRequest): Token | Answer {
  const token = tokens.find(request.headers.authorization);
  if (token === "none") return refusal(401, "Requires authentication");
  return token === "unknown" ? refusal(401, "Bad credentials") : token;
}

type Valid = {
  readonly route: Route;
  readonly request: FakeRequest;
  readonly token: Token;
  readonly state: State;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
};

function perform(options: ApiOptions, valid: Valid, violation: (what: string) => void): Answer {
  const { route, token, state, parameters, body } = valid;
  const { owner, repo } = parameters;
  const named =
    owner === undefined ? [...state.repositories.values()][0] : findRepository(state, `${owner}/${repo}`);
  if (named === undefined) return notFound;
  const needs = route.needs ?? [];
  if (needs.length > 0 && !isPermitted(token, needs))
    return refusal(403, "Resource not accessible by integration", {
      "x-accepted-github-permissions": acceptedPermissions(needs),
    });
  const call = {
    state,
    repository: named,
    token,
    parameters,
    body,
    now: options.now(),
    urls: options.urls(),
    violation,
  };
  return route.handle(call);
}

function finish(
  options: ApiOptions,
  schemas: Schemas,
  operation: Parameters<typeof finishBody>[1],
  request: FakeRequest,
  parameters: Readonly<Record<string, unknown>>,
  given: Answer,
  violation: (what: string) => void,
): Answer {
  const url = `${options.urls().api}${request.path}?${request.query}`;
  const page = given.list === undefined ? undefined : pageOf(given.list, url, parameters);
  const body = finishBody(
    schemas,
    operation,
    given.status,
    page === undefined ? given.body : page.body,
    violation,
  );
  const link = page?.link === undefined ? {} : { link: page.link };
  return {
    status: given.status,
    headers: { ...given.headers, ...link },
    ...(body === undefined ? {} : { body }),
  };
}
