import { at } from "../answers/at.ts";
import { parseRepository } from "../repository-name.ts";
import {
  type Github,
  type GithubOptions,
  type Identified,
  isIdentified,
  type RouteParameters,
} from "./github.ts";
import { elsewhere, GithubError } from "./github-error.ts";
import { nextPage } from "./next-page.ts";
import { openDownload } from "./open-download.ts";
import { createPatience } from "./patience.ts";
import { createRequester } from "./requester.ts";
import { createTransport, type Request } from "./transport.ts";

/** More pages than GitHub has things of one kind: whoever links on and on is not followed. */
const mostPages = 200;

/** The API of one repository. Network code is loaded here and not before. */
export async function createGithub(options: GithubOptions): Promise<Github> {
  const { owner, repo } = parseRepository(options.repository);
  const fetchIt = options.fetch ?? fetch;
  const timeout = options.timeout ?? 15_000;
  const apiUrl = options.apiUrl.replace(/\/+$/, "");
  const transport = await createTransport({ ...options, apiUrl, fetch: fetchIt, timeout });
  const patience = createPatience(options);
  const requester = createRequester({ ...options, apiUrl, transport, patience });

  const prepare = (route: string, parameters: RouteParameters = {}): Request =>
    transport.prepare(route, { owner, repo, ...parameters });

  async function get(route: string, parameters?: RouteParameters): Promise<unknown> {
    const answer = await requester.repeat(prepare(route, parameters), isDocument);
    return answer?.data;
  }

  async function pages(
    route: string,
    parameters?: RouteParameters,
    member?: string,
  ): Promise<readonly unknown[]> {
    const listOf = (data: unknown): unknown => (member === undefined ? data : at(data, member));
    const items: unknown[] = [];
    let request = prepare(route, { per_page: 100, ...parameters });
    const attempted = requester.nameOf(request);
    for (let page = 1; page <= mostPages; page++) {
      const answer = await requester.repeat(request, (data) => Array.isArray(listOf(data)));
      if (answer === undefined) throw requester.absent(request);
      items.push(...(listOf(answer.data) as unknown[])); // `repeat` has seen that it is a list
      const next = nextPage(answer.headers.get("link"));
      if (next === undefined) return items;
      if (!requester.isOwn(next)) throw elsewhere(attempted);
      request = { method: "GET", url: next };
    }
    throw new GithubError(
      "refused",
      `${attempted} has more than ${mostPages} pages.`,
      "That is more than any repository holds: something answers in GitHub's place.",
    );
  }

  return {
    repository: options.repository,
    get calls() {
      return requester.calls();
    },
    get,
    pages,
    async update(route, parameters) {
      const request = prepare(route, parameters);
      const answer = await requester.repeat(request, request.method === "PATCH" ? isIdentified : isDocument);
      return answer?.data;
    },
    async create(route, parameters, find) {
      const created = await requester.once(prepare(route, parameters), isIdentified, find);
      return "found" in created ? created.found : (created.answer.data as Identified); // `once` has seen that it is
    },
    open: (route, parameters) =>
      openDownload(prepare(route, parameters), { ...options, fetch: fetchIt, timeout, requester }),
    async pause(milliseconds) {
      if (!patience.affords(milliseconds)) return false;
      await patience.wait(milliseconds);
      return true;
    },
  };
}

/** An answer that is empty or cut off is no document: Octokit gives its text. */
function isDocument(data: unknown): boolean {
  return data !== null && typeof data === "object";
}
