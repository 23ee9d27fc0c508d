import { elsewhere, GithubError, refusalOf } from "./github-error.ts";
import { type Answer, type Meaning, meaningOf } from "./meaning.ts";
import type { Patience } from "./patience.ts";
import type { Request, Transport } from "./transport.ts";

/** How often one request is sent at most, and how long is waited before the second time; then twice as long each time. */
const mostTries = 5;
const firstWait = 1_000;

/** Redirects inside the API that one request follows: a repository was renamed. */
const mostHops = 2;

/** What is wanted of an answer: a document that is whole, or the link to another host. */
type Wanted = ((data: unknown) => boolean) | "link";

/** Sends requests until GitHub did them or refused, within the patience of the process. */
export interface Requester {
  calls(): number;
  /** For what may be done twice. Undefined when what it is about does not exist. A wanted link is the answer's data. */
  repeat(request: Request, wanted: Wanted): Promise<Answer | undefined>;
  /** For what must not be done twice: looks with `find` before it is sent again. */
  once<Found>(
    request: Request,
    wanted: Wanted,
    find: () => Promise<Found | undefined>,
  ): Promise<{ readonly answer: Answer } | { readonly found: Found }>;
  /** The wait after a try that failed, or the end of our patience, thrown. */
  waitAfter(attempted: string, tries: number, why: string): Promise<void>;
  /** True for an address below the API's own, where the token may go. */
  isOwn(url: string): boolean;
  /** `GET /repos/octo/shop/pulls/7`: the request in an error text. */
  nameOf(request: Request): string;
  absent(request: Request): GithubError;
}

type RequesterOptions = {
  readonly apiUrl: string;
  readonly now: () => number;
  readonly say: (line: string) => void;
  readonly transport: Transport;
  readonly patience: Patience;
};

export function createRequester({ apiUrl, now, say, transport, patience }: RequesterOptions): Requester {
  const base = new URL(`${apiUrl}/`);
  let calls = 0;

  const isOwn = (url: string): boolean => URL.canParse(url) && new URL(url).href.startsWith(base.href);

  const nameOf = ({ method, url }: Request): string => {
    const { pathname } = new URL(url);
    return `${method} /${pathname.startsWith(base.pathname) ? pathname.slice(base.pathname.length) : pathname.slice(1)}`;
  };

  const absent = (request: Request): GithubError =>
    refusalOf(nameOf(request), { status: 404, headers: new Headers(), message: "Not Found" });

  /** Waits as long as GitHub wants no request. */
  async function waitUntilOpen(attempted: string): Promise<void> {
    const closed = patience.closed();
    if (closed === 0) return;
    if (!patience.affords(closed)) throw limited(attempted, closed);
    say(`GitHub's rate limit: waiting ${seconds(closed)} before ${attempted}.`);
    await patience.wait(closed);
  }

  async function waitAfter(attempted: string, tries: number, why: string): Promise<void> {
    const wait = firstWait * 2 ** (tries - 1);
    if (tries >= mostTries || !patience.affords(wait)) throw unreachable(attempted, tries, why);
    say(`${attempted}: ${why}; trying again in ${seconds(wait)}.`);
    await patience.wait(wait);
  }

  async function send(request: Request): Promise<Answer> {
    await waitUntilOpen(nameOf(request));
    calls += 1;
    const start = now();
    const answer = await transport.send(request);
    if (answer.status === 0) patience.charge(now() - start);
    return answer;
  }

  /** One try. A redirect inside the API is a part of it. */
  async function attempt(request: Request, wanted: Wanted): Promise<[Meaning, Answer]> {
    const attempted = nameOf(request);
    let target = request;
    for (let hops = 0; ; hops++) {
      const answer = await send(target);
      const url = redirectOf(answer, target.url);
      if (url === undefined || hops === mostHops) {
        const isWhole = wanted === "link" ? () => false : wanted;
        return [meaningOf(answer, { attempted, isWhole, now: now() }), answer];
      }
      if (isOwn(url)) target = { ...target, url };
      else if (wanted === "link") return [{ is: "done" }, { ...answer, data: url }];
      else throw elsewhere(attempted);
    }
  }

  /** A request that a limit refused was not done: it is sent again as it is, each time a little later. */
  async function attemptWithinLimits(
    request: Request,
    wanted: Wanted,
  ): Promise<[Exclude<Meaning, { is: "limited" }>, Answer]> {
    for (let least = firstWait; ; least *= 2) {
      const [meaning, answer] = await attempt(request, wanted);
      if (meaning.is !== "limited") return [meaning, answer];
      patience.closeFor(Math.max(least, meaning.wait));
    }
  }

  return {
    calls: () => calls,
    waitAfter,
    isOwn,
    nameOf,
    absent,
    async repeat(request, wanted) {
      for (let tries = 1; ; tries++) {
        const [meaning, answer] = await attemptWithinLimits(request, wanted);
        if (meaning.is === "done") return answer;
        if (meaning.is === "gone") return undefined;
        if (meaning.is === "refused") throw meaning.error;
        await waitAfter(nameOf(request), tries, meaning.why);
      }
    },
    async once(request, wanted, find) {
      for (let tries = 1; ; tries++) {
        const [meaning, answer] = await attemptWithinLimits(request, wanted);
        if (meaning.is === "done") return { answer };
        if (meaning.is === "gone") throw absent(request);
        if (meaning.is === "refused") throw meaning.error;
        for (let looks = 0; looks < 2; looks++) {
          await waitAfter(nameOf(request), tries, meaning.why);
          const found = await find();
          if (found !== undefined) return { found };
        }
      }
    },
  };
}

/** Where the answer sends on, as a whole address; undefined for an answer that does not. */
function redirectOf({ status, headers }: Answer, from: string): string | undefined {
  const location = headers.get("location");
  if (location === null || ![301, 302, 303, 307, 308].includes(status) || !URL.canParse(location, from))
    return undefined;
  return new URL(location, from).href;
}

function limited(attempted: string, wait: number): GithubError {
  return new GithubError(
    "rate-limit",
    `${attempted} was not sent: GitHub's rate limit wants a wait of ${seconds(wait)}, and at most 60 s are waited in all.`,
    "Run it again later; fewer jobs that ask GitHub at the same time help.",
  );
}

function unreachable(attempted: string, tries: number, why: string): GithubError {
  return new GithubError(
    "unreachable",
    `${attempted} failed ${tries === 1 ? "once" : `${tries} times`}: ${why}.`,
    "Run it again when GitHub is well: https://www.githubstatus.com.",
  );
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1_000)} s`;
}
