import type { Answer, FakeRequest } from "../../github/index.ts";

/** Codes of Twirp errors with their status. Source: twitchtv.github.io/twirp/docs/spec_v7.html */
const statuses = {
  invalid_argument: 400,
  malformed: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  already_exists: 409,
} as const;

export class TwirpError extends Error {
  readonly code: keyof typeof statuses;

  constructor(code: keyof typeof statuses, message: string) {
    super(message);
    this.code = code;
  }
}

/** A call's message: protobuf's JSON with the field names of the .proto file. */
export type Message = Readonly<Record<string, unknown>>;

/** Answers one call; what `answer` throws as a TwirpError is told to the client. */
export function answerTwirp(request: FakeRequest, answer: (message: Message) => Message): Answer {
  try {
    if (!/^application\/json\b/.test(request.headers["content-type"] ?? ""))
      throw new TwirpError("malformed", `unexpected Content-Type: ${request.headers["content-type"]}`);
    return { status: 200, body: answer(readMessage(request.body)) };
  } catch (error) {
    if (!(error instanceof TwirpError)) throw error;
    return { status: statuses[error.code], body: { code: error.code, msg: error.message } };
  }
}

function readMessage(body: Buffer): Message {
  try {
    const message: unknown = JSON.parse(body.toString());
    if (typeof message === "object" && message !== null) return message as Message; // read field by field
  } catch {}
  throw new TwirpError("malformed", "the json request could not be decoded");
}

/** A field that must be a string and not empty. */
export function textOf(message: Message, field: string): string {
  const value = message[field];
  if (typeof value !== "string" || value === "")
    throw new TwirpError("invalid_argument", `${field} is required`);
  return value;
}
