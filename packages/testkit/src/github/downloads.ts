import { createHash } from "node:crypto";
import type { Answer } from "./answer.ts";
import type { FakeRequest } from "./request.ts";
import type { State } from "./state.ts";

const minute = 60_000;

/** The path of a link to an artifact's bytes that ends after one minute. */
export function signedPath(artifact: number, now: number): string {
  const ends = now + minute;
  return `/artifacts/${artifact}.zip?se=${ends}&sig=${signature(artifact, ends)}`;
}

function signature(artifact: number, ends: number): string {
  return createHash("sha256").update(`the fake signs ${artifact} until ${ends}`).digest("base64url");
}

/** Answers as a blob store does, which knows signed links and no tokens. */
export function answerDownload(state: State, request: FakeRequest, now: number): Answer {
  const id = Number(/^\/artifacts\/(\d+)\.zip$/.exec(request.path)?.[1]);
  const ends = Number(request.query.get("se"));
  const artifact = state.artifacts.find((one) => one.id === id);
  if (request.headers.authorization !== undefined) return failure(400, "InvalidAuthenticationInfo");
  if (artifact === undefined) return failure(404, "BlobNotFound");
  if (request.query.get("sig") !== signature(id, ends) || ends <= now)
    return failure(403, "AuthenticationFailed");
  return { status: 200, body: artifact.bytes, headers: { "content-type": "application/zip" } };
}

function failure(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, body, headers: { "content-type": "application/xml" } };
}
