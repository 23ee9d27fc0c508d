import { type Answer, refusal } from "../answer.ts";
import type { FakeRequest } from "../request.ts";

/** Headers without which GitHub sends a request away before it looks at the rest. */
export function refuseHeaders({ headers }: FakeRequest): Answer | undefined {
  if ((headers["user-agent"] ?? "") === "") return withoutUserAgent;
  const accept = headers.accept ?? "*/*";
  if (/json|\*\/\*|application\/\*|vnd\.github/.test(accept)) return undefined;
  return refusal(415, `Unsupported 'Accept' header: '${accept}'. Must accept 'application/json'.`);
}

const withoutUserAgent: Answer = {
  status: 403,
  headers: { "content-type": "text/html" },
  body: "\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.\r\n",
};
