import type { Patience } from "./patience.ts";
import type { Requester } from "./requester.ts";
import type { Request } from "./transport.ts";

type DownloadOptions = {
  readonly fetch: typeof fetch;
  readonly userAgent: string;
  readonly timeout: number;
  readonly requester: Requester;
  readonly patience: Patience;
  /** What is downloaded, in error texts. */
  readonly attempted: string;
};

/**
 * Opens what the API hands out as a signed link of another host. The link is asked for anew for each try: it is valid for a
 * minute. The host gets no token, and no error text gets the link: whoever holds it may read.
 */
export async function openDownload(request: Request, options: DownloadOptions): Promise<Response> {
  const { requester, patience, attempted } = options;
  for (let tries = 1; ; tries++) {
    const answer = await requester.repeat(request, "link");
    if (answer === undefined) throw requester.absent(request);
    const response = await openLink(String(answer.data), options);
    if (response?.ok === true && response.body !== null) return response;
    await response?.body?.cancel();
    const why =
      response === undefined
        ? "the file's host gave no answer"
        : `the file's host answered ${response.status}`;
    await patience.afterFailure(attempted, tries, why);
  }
}

/** Undefined when no answer began in time. */
async function openLink(
  link: string,
  { fetch, userAgent, timeout }: DownloadOptions,
): Promise<Response | undefined> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeout);
  try {
    return await fetch(link, { headers: { "user-agent": userAgent }, signal: patience.signal });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
