import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import type { Faults } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import { readAll } from "./loopback.ts";
import type { Extension, FakeRequest, RecordedRequest } from "./request.ts";
import { send, toBytes } from "./send.ts";
import type { State } from "./state.ts";

export type DownloadOptions = {
  readonly state: State;
  readonly faults: Faults<State>;
  readonly ledger: Ledger;
  readonly extensions: readonly Extension[];
  readonly now: () => number;
};

const minute = 60_000;
const operation = "download";

/** The path of a link to an artifact's bytes that ends after one minute. */
export function signedPath(artifact: number, now: number): string {
  const ends = now + minute;
  return `/artifacts/${artifact}.zip?se=${ends}&sig=${signature(artifact, ends)}`;
}

function signature(artifact: number, ends: number): string {
  return createHash("sha256").update(`the fake signs ${artifact} until ${ends}`).digest("base64url");
}

/** The other origin: a blob store that knows signed links and no tokens. */
export function createDownloads(
  options: DownloadOptions,
): (incoming: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, response) => {
    const url = new URL(incoming.url ?? "/", "http://fake");
    const { method = "GET", headers } = incoming;
    const request = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: await readAll(incoming),
    };
    const extension = options.extensions.find((one) => one.recognises(method, request.path) !== undefined);
    const name = extension?.recognises(method, request.path) ?? operation;
    const record: RecordedRequest = { ...request, operation: name, at: options.now(), status: undefined };
    options.ledger.downloads.push(record);
    if (headers.authorization !== undefined)
      options.ledger.violations.push({
        where: `${method} ${url.pathname}`,
        what: "a credential for the blob store",
      });

    const fault = options.faults.next(name)?.fault;
    if (fault?.kind === "hang") return;
    if (fault?.kind === "reset-before") {
      incoming.socket.resetAndDestroy();
      return;
    }
    const given = await (extension?.handle(request) ?? answerDownload(options, request));
    const failed = {
      status: fault?.kind === "status" ? fault.status : 502,
      body: "<html>Bad Gateway</html>",
    };
    const isFailure = fault !== undefined && ["status", "html-502", "done-then-502"].includes(fault.kind);
    const ready = toBytes(isFailure ? failed : given);
    record.status = ready.status;
    await send(incoming, response, ready, fault);
  };
}

function answerDownload(options: DownloadOptions, request: FakeRequest): Answer {
  const id = Number(/^\/artifacts\/(\d+)\.zip$/.exec(request.path)?.[1]);
  const ends = Number(request.query.get("se"));
  const artifact = options.state.artifacts.find((one) => one.id === id);
  if (request.headers.authorization !== undefined)
    return { status: 400, body: xmlError("InvalidAuthenticationInfo"), headers: xml };
  if (artifact === undefined) return { status: 404, body: xmlError("BlobNotFound"), headers: xml };
  if (request.query.get("sig") !== signature(id, ends) || ends <= options.now())
    return { status: 403, body: xmlError("AuthenticationFailed"), headers: xml };
  return { status: 200, body: artifact.bytes, headers: { "content-type": "application/zip" } };
}

const xml = { "content-type": "application/xml" };

function xmlError(code: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
}
