import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import type { Fault } from "./faults.ts";

/** An answer as bytes. */
export type Ready = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
};

/** Bytes are sent as they are, text too, all else as JSON. */
export function toBytes({ status, body, headers = {} }: Answer): Ready {
  if (body === undefined) return { status, headers, bytes: Buffer.alloc(0) };
  if (typeof body === "string" || body instanceof Uint8Array)
    return { status, headers, bytes: Buffer.from(body) };
  const bytes = Buffer.from(JSON.stringify(body));
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, bytes };
}

/** Adds headers unless the answer has its own; an empty one of its own is not sent. */
export function withHeaders(ready: Ready, headers: Readonly<Record<string, string>>): Ready {
  const all = Object.entries({ ...headers, ...ready.headers });
  return { ...ready, headers: Object.fromEntries(all.filter(([, value]) => value !== "")) };
}

/** Gives a read its ETag, and answers 304 when the client has it already. */
export function withETag(ready: Ready, ifNoneMatch: string | undefined): Ready {
  const etag = `W/"${createHash("sha256").update(ready.bytes).digest("hex")}"`;
  const headers = { ...ready.headers, etag, "cache-control": "private, max-age=60, s-maxage=60" };
  if (ifNoneMatch !== etag) return { ...ready, headers };
  return { status: 304, headers, bytes: Buffer.alloc(0) };
}

/** Sends an answer, or what a fault makes of it. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  ready: Ready,
  fault: Fault | undefined,
): Promise<void> {
  const { status, headers, bytes } = ready;
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const end = (body: Buffer): void => {
    response.writeHead(status, {
      ...headers,
      ...(status === 204 || status === 304 ? {} : { "content-length": body.length }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };
  switch (fault?.kind) {
    case "done-then-lost":
      request.socket.resetAndDestroy();
      return;
    case "cut-off":
      response.writeHead(status, { ...headers, "content-length": bytes.length });
      // Closed and not reset: a reset could overtake the half that was sent.
      response.write(half, () => request.socket.destroySoon());
      return;
    case "half-body":
      return end(half);
    case "empty-body":
      return end(Buffer.alloc(0));
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
      return end(bytes);
    default:
      return end(bytes);
  }
}
