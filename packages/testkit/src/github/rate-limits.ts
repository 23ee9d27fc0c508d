import { type Answer, refusal } from "./answer.ts";
import type { Fault } from "./faults.ts";

/** What a repository may still ask for, and since when it may not. */
export type RateLimits = {
  /** Tests may lower it to reach the end. */
  remaining: number;
  readonly limit: number;
  /** The answer to a request that comes when none is allowed. */
  readonly refuse: () => Answer | undefined;
  /** Counts a request that was answered. */
  readonly count: () => void;
  /** Begins a limit as a fault asks for it. */
  readonly begin: (fault: Fault & { kind: "rate-limit" }) => Answer;
  readonly headers: () => Readonly<Record<string, string>>;
};

/** GITHUB_TOKEN's primary limit, an hour and repository. */
const primaryLimit = 1_000;
const hour = 3_600_000;
const waitWithoutHint = 60_000;

type Block = { readonly until: number; readonly answer: Answer };

export function createRateLimits(now: () => number, violation: (what: string) => void): RateLimits {
  let block: Block | undefined;
  let resetAt = now() + hour;
  const headers = (): Record<string, string> => ({
    "x-ratelimit-limit": String(primaryLimit),
    "x-ratelimit-remaining": String(limits.remaining),
    "x-ratelimit-used": String(primaryLimit - limits.remaining),
    "x-ratelimit-reset": String(Math.ceil(resetAt / 1000)),
    "x-ratelimit-resource": "core",
  });
  const limits: RateLimits = {
    limit: primaryLimit,
    remaining: primaryLimit,
    headers,
    refuse() {
      if (block !== undefined && now() >= block.until) block = undefined;
      if (now() >= resetAt) {
        resetAt = now() + hour;
        limits.remaining = primaryLimit;
      }
      if (block !== undefined) {
        violation(`${((block.until - now()) / 1000).toFixed(1)} s before the time that the limit allows`);
        return block.answer;
      }
      if (limits.remaining > 0) return undefined;
      const reset = Math.ceil(resetAt / 1000);
      block = { until: reset * 1000, answer: primaryRefusal(403, reset) };
      return block.answer;
    },
    count: () => {
      limits.remaining = Math.max(0, limits.remaining - 1);
    },
    begin(fault) {
      const reset = Math.ceil(now() / 1000) + fault.seconds;
      const hints: Readonly<Record<string, string>> = {
        ...(fault.hint === "retry-after" ? { "retry-after": String(fault.seconds) } : {}),
        ...(fault.hint === "reset" ? { "x-ratelimit-reset": String(reset) } : { "x-ratelimit-reset": "" }),
      };
      const answer =
        fault.limit === "primary"
          ? primaryRefusal(fault.status, undefined, hints)
          : secondaryRefusal(fault.status, hints);
      const until = {
        "retry-after": now() + fault.seconds * 1000,
        reset: reset * 1000,
        none: now() + waitWithoutHint,
      }[fault.hint ?? "none"];
      block = { until, answer };
      return answer;
    },
  };
  return limits;
}

function primaryRefusal(
  status: number,
  reset?: number,
  hints: Readonly<Record<string, string>> = {},
): Answer {
  return refusal(status, "API rate limit exceeded for installation.", {
    "x-ratelimit-remaining": "0",
    ...(reset === undefined ? {} : { "x-ratelimit-reset": String(reset) }),
    ...hints,
  });
}

function secondaryRefusal(status: number, hints: Readonly<Record<string, string>>): Answer {
  return refusal(
    status,
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    hints,
  );
}
