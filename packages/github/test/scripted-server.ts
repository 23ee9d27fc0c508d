import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach } from "vitest";
import { createGithub, type Github, GithubError } from "../src/index.ts";

/** What the server saw of one request. */
export type Seen = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/** What it does with one: plain data is answered as JSON with 200, a function has the connection in its hands. */
export type Step =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | ((request: IncomingMessage, response: ServerResponse) => void);

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A real HTTP server on loopback that answers step by step; the last step is repeated. */
export async function scriptedServer(...steps: Step[]): Promise<{ origin: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const step = steps[Math.min(seen.length, steps.length - 1)]!;
    seen.push({ method: request.method!, path: request.url!, headers: request.headers, body });
    if (typeof step === "function") return step(request, response);
    response.writeHead(step.status ?? 200, {
      "content-type": step.text === undefined ? "application/json; charset=utf-8" : "text/html",
      ...step.headers,
    });
    response.end(step.text ?? (step.json === undefined ? undefined : JSON.stringify(step.json)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** A client whose clock moves only when it sleeps. */
export async function clientOf(
  origin: string,
  options: { timeout?: number; token?: string } = {},
): Promise<{ github: Github; said: string[]; waits: number[]; start: number }> {
  const start = 1_800_000_000_000;
  const said: string[] = [];
  const waits: number[] = [];
  let now = start;
  const github = await createGithub({
    apiUrl: origin,
    repository: "octo/shop",
    token: "secret-of-the-test",
    userAgent: "tollgate-test",
    now: () => now,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    say: (line) => said.push(line),
    ...options,
  });
  return { github, said, waits, start };
}

/** Fails before an answer, as a broken connection does. */
export const reset: Step = (request) => request.socket.destroy();

/** The head and a part of the body come. */
export const cutOff: Step = (_, response) => {
  response.writeHead(201, { "content-type": "application/json", "content-length": "500" });
  response.write('{"id": 4711, "bo');
  setImmediate(() => response.destroy());
};

/** Never answers. */
export const hang: Step = () => {};

/** The refusal that a request ends with. */
export async function refusal(work: Promise<unknown>): Promise<GithubError> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof GithubError)) throw new Error(`no refusal, but ${JSON.stringify(error)}`);
  return error;
}
