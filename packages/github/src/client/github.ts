/** What the client needs from the edge. All times are milliseconds. */
export type GithubOptions = {
  /** GITHUB_API_URL: `https://api.github.com`, on GHES `https://HOST/api/v3`. */
  readonly apiUrl: string;
  /** `owner/name`: every route is filled with it. */
  readonly repository: string;
  readonly token: string;
  readonly userAgent: string;
  /** @default the platform's fetch */
  readonly fetch?: typeof fetch;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Gets waits and repeated requests as plain words: safe for a log. */
  readonly say: (line: string) => void;
  /** How long one answer may take. @default 15 000 */
  readonly timeout?: number;
};

export type RouteParameters = Readonly<Record<string, unknown>>;

/**
 * One repository's REST API. A route is written `GET /repos/{owner}/{repo}/pulls/{pull_number}`; owner and repo fill
 * themselves. Requests are repeated after 5xx, lost, empty and cut-off answers and after rate limits, with at most 60 s of
 * waiting for all of them together. What GitHub refuses, or does not answer in that time, is thrown as a `GithubError`.
 */
export interface Github {
  readonly repository: string;
  /** REST requests sent so far, repeated ones too; signed links of other hosts are not counted. */
  readonly calls: number;
  /** The answer's document; undefined for 404. */
  get(route: string, parameters?: RouteParameters): Promise<unknown>;
  /** The items of all pages, by the Link header; `member` names the list where the answer is an object. 404 is refused. */
  pages(route: string, parameters?: RouteParameters, member?: string): Promise<readonly unknown[]>;
  /** A write that may be done twice: PATCH, PUT or DELETE of a known id. Undefined when there is no such thing any more. */
  update(route: string, parameters?: RouteParameters): Promise<unknown>;
  /**
   * A write that must not be done twice. When nobody knows whether it was done, `find` looks for its effect before it is
   * sent again, twice, because lists lag behind. The answer has a numeric `id`, or is what `find` found.
   */
  create<Found>(
    route: string,
    parameters: RouteParameters,
    find: () => Promise<Found | undefined>,
  ): Promise<Identified | Found>;
  /**
   * Opens a download: follows the answer's redirect to the signed link without the token. The body is not read, and what
   * goes wrong in the middle of it is the reader's.
   */
  open(route: string, parameters?: RouteParameters): Promise<Response>;
  /** Waits, as a part of the 60 s of this process; false, without a wait, when that is too long. */
  pause(milliseconds: number): Promise<boolean>;
}

/** What GitHub created: its answer, with the number that proves it. */
export type Identified = { readonly id: number; readonly [member: string]: unknown };

export function isIdentified(value: unknown): value is Identified {
  return (
    value !== null &&
    typeof value === "object" &&
    Object.hasOwn(value, "id") &&
    Number.isSafeInteger((value as { id: unknown }).id) // hasOwn says that it is there
  );
}
