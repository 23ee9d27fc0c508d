/** What can go wrong with one request. */
export type Fault =
  /** Any status in GitHub's error shape; the request is not done. */
  | { readonly kind: "status"; readonly status: number; readonly message?: string }
  /** 502 with a page of HTML, as GitHub's front gives it; the request is not done. */
  | { readonly kind: "html-502" }
  /** The connection is reset before anything is done. */
  | { readonly kind: "reset-before" }
  /** Done, and the connection is reset instead of an answer. */
  | { readonly kind: "done-then-lost" }
  /** Done, and the answer is 502. */
  | { readonly kind: "done-then-502" }
  /** Nothing is done and nothing answered until the fake is closed. */
  | { readonly kind: "hang" }
  /** Done, and answered after a while of real time. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Done; the connection is reset in the middle of the body. */
  | { readonly kind: "cut-off" }
  /** Done; half of the body arrives as if it were all. */
  | { readonly kind: "half-body" }
  /** Done; the right status with an empty body. */
  | { readonly kind: "empty-body" }
  /** Not done; sent elsewhere. */
  | { readonly kind: "redirect"; readonly to: string; readonly status?: 301 | 302 | 307 | 308 }
  /** Answered from what was known when the fault was injected: a list that lags. */
  | { readonly kind: "stale" }
  | { readonly kind: "bad-credentials" }
  /** Not done. Without a hint a client has to wait 60 s. A request before the time is a violation. */
  | {
      readonly kind: "rate-limit";
      readonly limit: "primary" | "secondary";
      readonly status: 403 | 429;
      readonly hint?: "retry-after" | "reset";
      readonly seconds: number;
    };

export type FaultPlace = {
  /** Id of an operation, or a pattern for it; without it every request. */
  readonly operation?: string | RegExp;
  /** So many requests pass first. @default 0 */
  readonly skip?: number;
  /** @default 1 */
  readonly times?: number;
};

export type Injected = {
  /** How often it has struck. */
  readonly hits: () => number;
  readonly remove: () => void;
};

export type Faults<Snapshot> = {
  readonly inject: (fault: Fault, place: FaultPlace, snapshot: Snapshot) => Injected;
  /** The fault that strikes a request, which counts as a hit. */
  readonly next: (operation: string | undefined) => { fault: Fault; snapshot: Snapshot } | undefined;
};

export function createFaults<Snapshot>(): Faults<Snapshot> {
  const planned: {
    fault: Fault;
    place: FaultPlace;
    snapshot: Snapshot;
    seen: number;
    hits: number;
  }[] = [];
  return {
    inject(fault, place, snapshot) {
      const plan = { fault, place, snapshot, seen: 0, hits: 0 };
      planned.push(plan);
      return {
        hits: () => plan.hits,
        remove: () => {
          if (planned.includes(plan)) planned.splice(planned.indexOf(plan), 1);
        },
      };
    },
    next(operation) {
      for (const plan of planned) {
        const { skip = 0, times = 1 } = plan.place;
        if (plan.hits >= times || !isMeant(plan.place.operation, operation)) continue;
        if (plan.seen++ < skip) continue;
        plan.hits++;
        return plan;
      }
      return undefined;
    },
  };
}

function isMeant(wanted: string | RegExp | undefined, operation: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (operation === undefined) return false;
  return typeof wanted === "string" ? wanted === operation : wanted.test(operation);
}
