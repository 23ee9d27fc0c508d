import { type Answer, refusal } from "./answer.ts";
import type { Fault } from "./faults.ts";

/** What a repository may still ask for, and since when it may not. */
export type RateLimits = {
  /** Tests may lower it to reach the end. */
  remaining: number;
  /** The answer to a request that comes when none is allowed. */
  readonly refuse: (violation: (what: string) => void) => Answer | undefined;
  /** Counts a request that was answered. */
  readonly count: (method: string) => void;
  /** Begins a limit as a fault asks for it. */
  readonly begin: (fault: Fault & { kind: "rate-limit" }) => Answer;
  readonly headers: () => Readonly<Record<string, string>>;
};

/** GITHUB_TOKEN's primary limit, an hour and repository. */
const primaryLimit = 1_000;
const hour = 3_600_000;
const minute = 60_000;

/** Secondary limits a minute: a read is one point, a write five; and so many writes at most. */
const mostPoints = 900;
const writePoints = 5;
const mostWrites = 80;

type Block = { readonly until: number; readonly answer: Answer };

export function createRateLimits(now: () => number): RateLimits {
  let block: Block | undefined;
  let resetAt = now() + hour;
  let recent: { readonly at: number; readonly points: number }[] = [];
  const limits: RateLimits = {
    remaining: primaryLimit,
    headers: () => ({
      "x-ratelimit-limit": String(primaryLimit),
      "x-ratelimit-remaining": String(limits.remaining),
      "x-ratelimit-used": String(primaryLimit - limits.remaining),
      "x-ratelimit-reset": String(Math.ceil(resetAt / 1000)),
      "x-ratelimit-resource": "core",
    }),
    refuse(violation) {
      const time = now();
      if (block !== undefined && time >= block.until) block = undefined;
      if (block !== undefined) {
        violation(`${((block.until - time) / 1000).toFixed(1)} s before the time that the limit allows`);
        return block.answer;
      }
      if (time >= resetAt) {
        resetAt = time + hour;
        limits.remaining = primaryLimit;
      }
      recent = recent.filter(({ at }) => at > time - minute);
      block = reached();
      return block?.answer;
    },
    count(method) {
      limits.remaining = Math.max(0, limits.remaining - 1);
      recent.push({ at: now(), points: method === "GET" ? 1 : writePoints });
    },
    begin(fault) {
      block = blockOf(fault, now());
      return block.answer;
    },
  };
  function reached(): Block | undefined {
    const writes = recent.filter(({ points }) => points === writePoints).length;
    const points = recent.reduce((sum, one) => sum + one.points, 0);
    if (points >= mostPoints || writes >= mostWrites)
      return { until: now() + minute, answer: secondaryRefusal(403, { "retry-after": "60" }) };
    if (limits.remaining > 0) return undefined;
    const reset = Math.ceil(resetAt / 1000);
    return { until: reset * 1000, answer: primaryRefusal(403, { "x-ratelimit-reset": String(reset) }) };
  }
  return limits;
}

/** An empty header is not sent: without a hint there is none, and a client waits a minute. */
function blockOf(fault: Fault & { kind: "rate-limit" }, now: number): Block {
  const reset = Math.ceil(now / 1000) + fault.seconds;
  const hinted = {
    "retry-after": { headers: { "retry-after": String(fault.seconds) }, until: now + fault.seconds * 1000 },
    reset: { headers: { "x-ratelimit-reset": String(reset) }, until: reset * 1000 },
    none: { headers: {}, until: now + minute },
  }[fault.hint ?? "none"];
  const refuse = fault.limit === "primary" ? primaryRefusal : secondaryRefusal;
  const headers = { "x-ratelimit-reset": "", ...hinted.headers };
  return { until: hinted.until, answer: refuse(fault.status, headers) };
}

function primaryRefusal(status: number, headers: Readonly<Record<string, string>>): Answer {
  return refusal(status, "API rate limit exceeded for installation.", {
    "x-ratelimit-remaining": "0",
    ...headers,
  });
}

function secondaryRefusal(status: number, headers: Readonly<Record<string, string>>): Answer {
  const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
  return refusal(status, message, headers);
}
