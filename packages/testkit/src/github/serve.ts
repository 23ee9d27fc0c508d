import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, refusal } from "./answer.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import { readAll } from "./loopback.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { FakeRequest, RecordedRequest } from "./request.ts";
import { secretPlaces } from "./secrets.ts";
import { type Ready, send, toBytes, withETag, withHeaders } from "./send.ts";
import type { State } from "./state.ts";

/** What a request is for, and how it is answered. */
export type Found = {
  readonly operation: string | undefined;
  readonly answer: (state: State) => Answer | Promise<Answer>;
  /** The limits that count it; none for services beside the API. */
  readonly limits?: RateLimits;
};

export type ServeOptions = {
  readonly state: State;
  readonly faults: Faults<State>;
  readonly ledger: Ledger;
  /** Where requests are recorded. */
  readonly records: RecordedRequest[];
  readonly secrets: () => readonly string[];
  readonly now: () => number;
  readonly find: (request: FakeRequest, violation: (what: string) => void) => Found;
};

/** Records a request, lets a fault strike it, and answers. */
export function createHandler(
  options: ServeOptions,
): (incoming: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, response) => {
    const request = await readRequest(incoming);
    const violation = (what: string): void =>
      void options.ledger.violations.push({ where: `${request.method} ${request.path}`, what });
    const found = options.find(request, violation);
    const record: RecordedRequest = {
      ...request,
      operation: found.operation,
      at: options.now(),
      status: undefined,
    };
    options.records.push(record);
    for (const place of secretPlaces(request, options.secrets())) violation(`a secret in the ${place}`);

    const struck = options.faults.next(found.operation);
    if (struck?.fault.kind === "hang") return;
    if (struck?.fault.kind === "reset-before") {
      incoming.socket.resetAndDestroy();
      return;
    }
    const answer =
      found.limits?.refuse(violation) ??
      (struck === undefined ? undefined : insteadOf(struck.fault, found.limits)) ??
      (await found.answer(struck?.fault.kind === "stale" ? struck.snapshot : options.state));
    const ready = finish(request, answer, found.limits);
    const sent = struck?.fault.kind === "done-then-502" ? toBytes(htmlBadGateway) : ready;
    record.status = sent.status;
    await send(incoming, response, sent, struck?.fault);
  };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const url = new URL(incoming.url ?? "/", "http://fake");
  const { method = "GET", headers } = incoming;
  return { method, path: url.pathname, query: url.searchParams, headers, body: await readAll(incoming) };
}

/** A read that the client has already is free. */
function finish(request: FakeRequest, answer: Answer, limits: RateLimits | undefined): Ready {
  const fresh = toBytes(answer);
  if (limits === undefined) return fresh;
  const isRead = request.method === "GET" && fresh.status === 200;
  const ready = isRead ? withETag(fresh, request.headers["if-none-match"]) : fresh;
  if (ready.status !== 304) limits.count(request.method);
  return withHeaders(ready, limits.headers());
}

const htmlBadGateway: Answer = {
  status: 502,
  headers: { "content-type": "text/html" },
  body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n",
};

/** What a fault answers without anything being done. */
function insteadOf(fault: Fault, limits: RateLimits | undefined): Answer | undefined {
  switch (fault.kind) {
    case "status":
      return refusal(fault.status, fault.message ?? "Server Error");
    case "html-502":
      return htmlBadGateway;
    case "redirect":
      return { status: fault.status ?? 301, headers: { location: fault.to }, body: { message: "Moved" } };
    case "bad-credentials":
      return refusal(401, "Bad credentials");
    case "rate-limit":
      return limits?.begin(fault) ?? refusal(fault.status, "Too many requests");
    default:
      return undefined;
  }
}
