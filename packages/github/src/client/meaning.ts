import { type GithubError, refusalOf } from "./github-error.ts";

/** What came back for one request: `status` is 0 when no answer came. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly data: unknown };

/** What an answer means for what was asked. */
export type Meaning =
  | { readonly is: "done" }
  | { readonly is: "gone" }
  /** Not done, and not to be asked again for so many milliseconds. */
  | { readonly is: "limited"; readonly wait: number }
  /** Done or not: nobody knows. */
  | { readonly is: "unknown"; readonly why: string }
  | { readonly is: "refused"; readonly error: GithubError };

/** GitHub's advice for a limit that comes without a time. */
const unhinted = 60_000;

export function meaningOf(
  answer: Answer,
  { attempted, isWhole, now }: { attempted: string; isWhole: (data: unknown) => boolean; now: number },
): Meaning {
  const { status, headers, data } = answer;
  const message = messageOf(data);
  if (status === 0) return { is: "unknown", why: "no answer came" };
  if (status >= 500 || status === 408) return { is: "unknown", why: `GitHub answered ${status}` };
  const wait = limitOf(status, headers, message, now);
  if (wait !== undefined) return { is: "limited", wait };
  if (status === 404 || status === 410) return { is: "gone" };
  if (status >= 300) return { is: "refused", error: refusalOf(attempted, { status, headers, message }) };
  if (status === 204) return { is: "done" };
  if (!isWhole(data)) return { is: "unknown", why: `the answer (${status}) was empty or cut off` };
  return { is: "done" };
}

/**
 * How long to wait before the next request, when this is an answer of a rate limit: by Retry-After, else until
 * X-RateLimit-Reset where the quota is used up, else a minute. A 403 that says nothing of a limit is no permission.
 */
function limitOf(status: number, headers: Headers, message: string, now: number): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = headers.get("retry-after");
  const usedUp = headers.get("x-ratelimit-remaining") === "0";
  if (status === 403 && retryAfter === null && !usedUp && !/rate limit|abuse detection/i.test(message))
    return undefined;
  const wait =
    delayOf(retryAfter, now) ?? (usedUp ? resetOf(headers.get("x-ratelimit-reset"), now) : undefined);
  return Math.max(1_000, wait ?? unhinted);
}

/** Retry-After is a number of seconds or a date. */
function delayOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date - now;
}

/** X-RateLimit-Reset is a whole second of GitHub's clock: one more for the difference to ours. */
function resetOf(header: string | null, now: number): number | undefined {
  return header !== null && /^\d{1,12}$/.test(header) ? Number(header) * 1_000 + 1_000 - now : undefined;
}

function messageOf(data: unknown): string {
  if (data === null || typeof data !== "object" || !Object.hasOwn(data, "message")) return "";
  const { message, errors } = data as { message: unknown; errors?: unknown }; // hasOwn says that it is there
  const details = Array.isArray(errors) ? errors.map(detailOf).filter((detail) => detail !== "") : [];
  return [typeof message === "string" ? message : "", ...details].join(": ");
}

/** GitHub says in `errors` what exactly it refuses: a text, or an object with a message. */
function detailOf(error: unknown): string {
  if (typeof error === "string") return error;
  if (error === null || typeof error !== "object") return "";
  const { message, field, code } = error as Record<string, unknown>; // an object is a record of unknowns
  return [message, field, code].filter((part) => typeof part === "string").join(" ");
}
