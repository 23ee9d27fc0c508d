import type { ApiAddress } from "./api-address.ts";
import { elsewhere, type GithubError, refusalOf } from "./github-error.ts";
import { type Answer, type Meaning, meaningOf } from "./meaning.ts";
import type { Patience } from "./patience.ts";
import type { Request, Transport } from "./transport.ts";

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
  absent(request: Request): GithubError;
}

type RequesterOptions = {
  readonly address: ApiAddress;
  readonly now: () => number;
  readonly transport: Transport;
  readonly patience: Patience;
};

export function createRequester({ address, now, transport, patience }: RequesterOptions): Requester {
  const { isOwn, nameOf } = address;
  let calls = 0;

  const absent = (request: Request): GithubError =>
    refusalOf(nameOf(request), { status: 404, headers: new Headers(), message: "Not Found" });

  async function send(request: Request): Promise<Answer> {
    await patience.untilOpen(nameOf(request));
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

  /** A request that a limit refused was not done: it is sent again as it is. What is refused for good is thrown. */
  async function settle(
    request: Request,
    wanted: Wanted,
  ): Promise<[Extract<Meaning, { is: "done" | "gone" | "unknown" }>, Answer]> {
    for (let times = 1; ; times++) {
      const [meaning, answer] = await attempt(request, wanted);
      if (meaning.is === "refused") throw meaning.error;
      if (meaning.is !== "limited") return [meaning, answer];
      patience.closeFor(meaning.wait, times);
    }
  }

  return {
    calls: () => calls,
    absent,
    async repeat(request, wanted) {
      for (let tries = 1; ; tries++) {
        const [meaning, answer] = await settle(request, wanted);
        if (meaning.is === "done") return answer;
        if (meaning.is === "gone") return undefined;
        await patience.afterFailure(nameOf(request), tries, meaning.why);
      }
    },
    async once(request, wanted, find) {
      for (let tries = 1; ; tries++) {
        const [meaning, answer] = await settle(request, wanted);
        if (meaning.is === "done") return { answer };
        if (meaning.is === "gone") throw absent(request);
        for (let looks = 0; looks < 2; looks++) {
          await patience.afterFailure(nameOf(request), tries, meaning.why);
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
