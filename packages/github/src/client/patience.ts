import { GithubError } from "./github-error.ts";

/** How long one process waits for GitHub in all. */
const budget = 60_000;

/** How often one request is sent at most, and how long is waited before the second time; then twice as long each time. */
const mostTries = 5;
const firstWait = 1_000;

/** The waiting that one process may do, and the time before which GitHub wants to hear nothing. */
export interface Patience {
  /** Waits; false, without a wait, when that would use up what is left. */
  pause(milliseconds: number): Promise<boolean>;
  /** Counts time that was spent on an answer that never came. */
  charge(milliseconds: number): void;
  /** GitHub wants no request for so long; each time in a row a little longer. */
  closeFor(milliseconds: number, times: number): void;
  /** Waits as long as GitHub wants no request, or throws. */
  untilOpen(attempted: string): Promise<void>;
  /** The wait after a try that failed, or the end of our patience, thrown. */
  afterFailure(attempted: string, tries: number, why: string): Promise<void>;
}

type PatienceOptions = {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly say: (line: string) => void;
};

export function createPatience({ now, sleep, say }: PatienceOptions): Patience {
  let spent = 0;
  let opensAt = 0;

  async function pause(milliseconds: number, line?: string): Promise<boolean> {
    if (spent + milliseconds >= budget) return false;
    if (line !== undefined) say(line);
    spent += milliseconds;
    await sleep(milliseconds);
    return true;
  }

  return {
    pause: (milliseconds) => pause(milliseconds),
    charge(milliseconds) {
      spent += milliseconds;
    },
    closeFor(milliseconds, times) {
      opensAt = Math.max(opensAt, now() + Math.max(milliseconds, firstWait * 2 ** (times - 1)));
    },
    async untilOpen(attempted) {
      const wait = opensAt - now();
      if (wait <= 0) return;
      if (await pause(wait, `GitHub's rate limit: waiting ${seconds(wait)} before ${attempted}.`)) return;
      throw new GithubError(
        "rate-limit",
        `${attempted} was not sent: GitHub's rate limit wants a wait of ${seconds(wait)}, and at most 60 s are waited in all.`,
        "Run it again later; fewer jobs that ask GitHub at the same time help.",
      );
    },
    async afterFailure(attempted, tries, why) {
      const wait = firstWait * 2 ** (tries - 1);
      const line = `${attempted}: ${why}; trying again in ${seconds(wait)}.`;
      if (tries < mostTries && (await pause(wait, line))) return;
      throw new GithubError(
        "unreachable",
        `${attempted} failed ${tries === 1 ? "once" : `${tries} times`}: ${why}.`,
        "Run it again when GitHub is well: https://www.githubstatus.com.",
      );
    },
  };
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1_000)} s`;
}
