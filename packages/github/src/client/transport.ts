import { at } from "@tollgate/model";
import { numberAt } from "../answers/at.ts";
import type { RouteParameters } from "./github.ts";
import type { Answer } from "./meaning.ts";

/** One request, ready to be sent. */
export type Request = { readonly method: string; readonly url: string; readonly body?: unknown };

/** Octokit as we use it: it fills routes, adds the token and reads answers; when to repeat is decided elsewhere. */
export interface Transport {
  prepare(route: string, parameters: RouteParameters): Request;
  /** Never throws for an answer or for none: then the status is 0. Redirects are not followed. */
  send(request: Request): Promise<Answer>;
}

type TransportOptions = {
  readonly apiUrl: string;
  readonly token: string;
  readonly userAgent: string;
  readonly fetch: typeof fetch;
  readonly timeout: number;
};

export async function createTransport(options: TransportOptions): Promise<Transport> {
  const { Octokit } = await import("octokit");
  const octokit = new Octokit({
    auth: options.token,
    baseUrl: options.apiUrl,
    userAgent: options.userAgent,
    retry: { enabled: false },
    throttle: { enabled: false },
    request: { fetch: options.fetch, redirect: "manual" },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  return {
    prepare(route, parameters) {
      const { method, url, body } = octokit.request.endpoint(route, { ...parameters });
      return { method, url, ...(body === undefined ? {} : { body }) };
    },
    async send({ method, url, body }) {
      try {
        const { status, headers, data } = await octokit.request({
          method: method as "GET", // Octokit's type knows no text; it sends any method
          url,
          ...(body === undefined ? {} : { data: body }),
          headers: { "x-github-api-version": "2022-11-28" },
          request: { signal: AbortSignal.timeout(options.timeout) },
        });
        return { status, headers: toHeaders(headers), data };
      } catch (error) {
        return answerIn(error);
      }
    },
  };
}

function ignore(): void {}

/** Octokit throws answers from 400 on; without one, nothing came back. */
function answerIn(error: unknown): Answer {
  const status = numberAt(error, "response", "status");
  if (status === undefined) return { status: 0, headers: new Headers(), data: undefined };
  return {
    status,
    headers: toHeaders(at(error, "response", "headers")),
    data: at(error, "response", "data"),
  };
}

function toHeaders(value: unknown): Headers {
  const headers = new Headers();
  if (value === null || typeof value !== "object") return headers;
  for (const [name, text] of Object.entries(value))
    if (typeof text === "string" || typeof text === "number") headers.set(name, String(text));
  return headers;
}
