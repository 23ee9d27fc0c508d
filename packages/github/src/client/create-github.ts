import { parseRepository } from "../repository-name.ts";
import { apiAddress } from "./api-address.ts";
import {
  type Github,
  type GithubOptions,
  type Identified,
  isIdentified,
  type RouteParameters,
} from "./github.ts";
import { openDownload } from "./open-download.ts";
import { createPatience } from "./patience.ts";
import { readPages } from "./read-pages.ts";
import { createRequester } from "./requester.ts";
import { createTransport, type Request } from "./transport.ts";

/** The API of one repository. Network code is loaded here and not before. */
export async function createGithub(options: GithubOptions): Promise<Github> {
  const { owner, repo } = parseRepository(options.repository);
  const network = { fetch: options.fetch ?? fetch, timeout: options.timeout ?? 15_000 };
  const apiUrl = options.apiUrl.replace(/\/+$/, "");
  const address = apiAddress(apiUrl);
  const transport = await createTransport({ ...options, ...network, apiUrl });
  const patience = createPatience(options);
  const requester = createRequester({ now: options.now, address, transport, patience });

  const prepare = (route: string, parameters: RouteParameters = {}): Request =>
    transport.prepare(route, { owner, repo, ...parameters });

  return {
    repository: options.repository,
    get calls() {
      return requester.calls();
    },
    async get(route, parameters) {
      const answer = await requester.repeat(prepare(route, parameters), isDocument);
      return answer?.data;
    },
    pages: (route, parameters, member) =>
      readPages(prepare(route, { per_page: 100, ...parameters }), { requester, address, member }),
    async update(route, parameters) {
      const request = prepare(route, parameters);
      const answer = await requester.repeat(request, request.method === "PATCH" ? isIdentified : isDocument);
      return answer?.data;
    },
    async create(route, parameters, find) {
      const created = await requester.once(prepare(route, parameters), isIdentified, find);
      return "found" in created ? created.found : (created.answer.data as Identified); // `once` has seen that it is
    },
    open(route, parameters) {
      const request = prepare(route, parameters);
      return openDownload(request, {
        ...{ ...network, userAgent: options.userAgent, requester, patience },
        attempted: address.nameOf(request),
      });
    },
    pause: patience.pause,
  };
}

/** An answer that is empty or cut off is no document: Octokit gives its text. */
function isDocument(data: unknown): boolean {
  return data !== null && typeof data === "object";
}
