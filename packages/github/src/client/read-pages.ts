import { at } from "@tollgate/model";
import { numberAt } from "../answers/at.ts";
import type { ApiAddress } from "./api-address.ts";
import { elsewhere, GithubError } from "./github-error.ts";
import { nextPage } from "./next-page.ts";
import type { Requester } from "./requester.ts";
import type { Request } from "./transport.ts";

/** More pages than GitHub has things of one kind: whoever links on and on is not followed. */
const mostPages = 200;

/** Lists of runs are searches: GitHub counts more than it shows. */
const mostOfSearch = 1_000;

type PagesOptions = {
  readonly requester: Requester;
  readonly address: ApiAddress;
  /** Where the list is in an answer that is an object. */
  readonly member: string | undefined;
};

/** The items of all pages, from the first one's request on. */
export async function readPages(
  first: Request,
  { requester, address, member }: PagesOptions,
): Promise<readonly unknown[]> {
  const listOf = (data: unknown): unknown => (member === undefined ? data : at(data, member));
  const attempted = address.nameOf(first);
  const items: unknown[] = [];
  let request = first;
  for (let page = 1; page <= mostPages; page++) {
    const answer = await requester.repeat(request, (data) => Array.isArray(listOf(data)));
    if (answer === undefined) throw requester.absent(request);
    items.push(...(listOf(answer.data) as unknown[])); // `repeat` has seen that it is a list
    const next = nextPage(answer.headers.get("link"));
    const total = numberAt(answer.data, "total_count") ?? 0;
    if (next === undefined && items.length < Math.min(total, mostOfSearch))
      throw cutShort(attempted, items.length, total);
    if (next === undefined) return items;
    if (!address.isOwn(next)) throw elsewhere(attempted);
    request = { method: "GET", url: next };
  }
  throw new GithubError(
    "refused",
    `${attempted} has more than ${mostPages} pages.`,
    "That is more than any repository holds: something answers in GitHub's place.",
  );
}

/** The job or artifact that a list leaves out may be the one that tells what is wrong. */
function cutShort(attempted: string, listed: number, total: number): GithubError {
  return new GithubError(
    "unreachable",
    `${attempted} lists ${listed} of ${total}, and links to no more.`,
    "Run it again: GitHub's lists lag behind for a moment.",
  );
}
