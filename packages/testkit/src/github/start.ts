import type { Edition } from "./api/description.ts";
import { findLeftovers } from "./assert-clean.ts";
import { createFaults, type Fault, type FaultPlace, type Injected } from "./faults.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { startLoopback } from "./loopback.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import type { Extension } from "./request.ts";
import type { Urls } from "./route.ts";
import { createSeed, type Seed } from "./seed.ts";
import { createApi } from "./serve-api.ts";
import { createDownloads, signedPath } from "./serve-downloads.ts";
import { createState, type State } from "./state.ts";
import { createTokens, type TokenOptions } from "./tokens.ts";

export type FakeGithubOptions = {
  /** Full name of the repository that exists from the start. @default "octo/shop" */
  readonly repository?: string;
  /** Version of a GitHub Enterprise Server to stand for; the API is then below `/api/v3`. */
  readonly ghes?: "3.17" | "3.18" | "3.19";
  /** Milliseconds; decides about expiry, limits and times in answers. @default Date.now */
  readonly now?: () => number;
};

export type FakeGithub = Ledger & {
  /** For GITHUB_API_URL, without a slash at the end. */
  readonly apiUrl: string;
  /** Origin of the same server, for services beside the API. */
  readonly origin: string;
  /** The other origin: signed links to artifacts, and what extensions put there. */
  readonly blobOrigin: string;
  readonly state: State;
  /** Puts things into the state. */
  readonly add: Seed;
  readonly limits: RateLimits;
  /** A new token. */
  readonly token: (options?: TokenOptions) => string;
  /** Text that must not appear in any request, tokens apart (they are known). */
  readonly secrets: string[];
  /** Makes requests fail. A rate limit blocks all requests until its time. */
  readonly inject: (fault: Fault, place?: FaultPlace) => Injected;
  /** Adds services to the server of the API, or to the blob store on the other origin. */
  readonly extend: (extension: Extension, where?: "api" | "blobs") => void;
  /** Throws and says what is left or was wrong; ends a test. */
  readonly assertClean: () => void;
  readonly close: () => Promise<void>;
};

/** Starts a GitHub that remembers, on the loopback interface; `close` ends it. */
export async function startFakeGithub(options: FakeGithubOptions = {}): Promise<FakeGithub> {
  const { repository = "octo/shop", now = Date.now, ghes } = options;
  const state = createState();
  const ledger = createLedger();
  const tokens = createTokens();
  const faults = createFaults<State>();
  const add = createSeed(state, repository, now);
  add.repository({ fullName: repository });
  const limits = createRateLimits(now, (what) => ledger.violations.push({ where: "rate limit", what }));
  const secrets: string[] = [];
  const extensions = { api: [] as Extension[], blobs: [] as Extension[] };
  const base = ghes === undefined ? "" : "/api/v3";
  const edition: Edition = ghes === undefined ? "api.github.com" : `ghes-${ghes}`;
  const shared = { state, faults, ledger, now };
  const urls = (): Urls => ({
    api: `${server.origin}${base}`,
    html: ghes === undefined ? "https://github.com" : server.origin,
    download: (artifact) => `${blobs.origin}${signedPath(artifact, now())}`,
  });
  const api = createApi({
    ...shared,
    tokens,
    secrets,
    limits,
    extensions: extensions.api,
    edition,
    base,
    urls,
  });
  const blobs = await startLoopback(createDownloads({ ...shared, extensions: extensions.blobs }));
  const server = await startLoopback(api);
  return {
    ...ledger,
    apiUrl: `${server.origin}${base}`,
    origin: server.origin,
    blobOrigin: blobs.origin,
    state,
    add,
    limits,
    token: tokens.issue,
    secrets,
    inject: (fault, place = {}) =>
      faults.inject(fault, place, fault.kind === "stale" ? structuredClone(state) : state),
    extend: (extension, where = "api") => void extensions[where].push(extension),
    assertClean() {
      const left = findLeftovers(state, ledger);
      if (left.length > 0) throw new Error(`GitHub was not left clean:\n${left.join("\n")}`);
    },
    close: async () => {
      await Promise.all([server.close(), blobs.close()]);
    },
  };
}
