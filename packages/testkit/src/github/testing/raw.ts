import type { FakeGithub } from "../start.ts";

/** What came back, as it came back. */
type Raw = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
};

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Raw>;

/** Sends requests with nothing of ours between test and fake. A string is sent as it is, all else as JSON. */
export function rawSender(fake: FakeGithub, token: string): Send {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(
      `${fake.apiUrl}${path.startsWith("/") ? path : `/repos/octo/shop/${path}`}`,
      {
        method,
        redirect: "manual",
        headers: {
          authorization: `Bearer ${token}`,
          "user-agent": "raw",
          "content-type": "application/json",
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== "" ? JSON.parse(text) : text,
    };
  };
}

/** A clock that moves only when it is told to. */
export function stoppedClock(start: number = Date.UTC(2026, 0, 1, 12)): {
  now: () => number;
  advance: (ms: number) => void;
} {
  let time = start;
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}
