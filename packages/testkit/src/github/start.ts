import type { Edition } from "./api/description.ts";
import { createOperations } from "./api/operations.ts";
import { findLeftovers } from "./assert-clean.ts";
import { signedPath } from "./downloads.ts";
import { createEvents, type Events } from "./events.ts";
import { createFaults, type Fault, type FaultPlace, type Injected } from "./faults.ts";
import { findOnApi, findOnBlobs } from "./find-operation.ts";
import { learnHistory } from "./history.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { startLoopback } from "./loopback.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import type { Extension } from "./request.ts";
import type { Urls } from "./route.ts";
import { holdsSecret } from "./secrets.ts";
import { createSeed, type Seed } from "./seed/seed.ts";
import { createHandler } from "./serve.ts";
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
  /** Makes all commits and branches of a git repository known; `repository` when they are a fork's. */
  readonly learn: (root: string, repository?: string) => void;
  /** Events about what is in the state, with all that the runner says about them. */
  readonly event: Events;
  readonly limits: RateLimits;
  /** A new token. */
  readonly token: (options?: TokenOptions) => string;
  /** Text that must not appear in any request, tokens apart (they are known). */
  readonly secrets: string[];
  /** Whether a known token or secret is in a text or file, also encoded or packed; for logs and outputs. */
  readonly holdsSecret: (content: string | Uint8Array) => boolean;
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
  const limits = createRateLimits(now);
  const secrets: string[] = [];
  const allSecrets = (): readonly string[] => [...tokens.values(), ...secrets];
  const extensions = { api: [] as Extension[], blobs: [] as Extension[] };
  const base = ghes === undefined ? "" : "/api/v3";
  const edition: Edition = ghes === undefined ? "api.github.com" : `ghes-${ghes}`;
  const shared = { state, faults, ledger, now, secrets: allSecrets };
  const urls = (): Urls => ({
    api: `${server.origin}${base}`,
    html: ghes === undefined ? "https://github.com" : server.origin,
    download: (artifact) => `${blobs.origin}${signedPath(artifact, now())}`,
  });
  const operations = createOperations({ tokens, edition, now, urls });
  // Rate limits are off on GHES unless its administrator turns them on.
  const find = findOnApi(extensions.api, operations, base, ghes === undefined ? limits : undefined);
  const blobs = await startLoopback(
    createHandler({ ...shared, records: ledger.downloads, find: findOnBlobs(extensions.blobs, now) }),
  );
  const server = await startLoopback(createHandler({ ...shared, records: ledger.requests, find }));
  return {
    ...ledger,
    apiUrl: `${server.origin}${base}`,
    origin: server.origin,
    blobOrigin: blobs.origin,
    state,
    add,
    learn: (root, from) => learnHistory(add, root, from),
    event: createEvents({ state, main: repository, urls, isServer: ghes !== undefined }),
    limits,
    token: tokens.issue,
    secrets,
    holdsSecret: (content) => holdsSecret(content, allSecrets()),
    inject: (fault, place = {}) =>
      faults.inject(fault, place, fault.kind === "stale" ? structuredClone(state) : state),
    extend: (extension, where = "api") => void extensions[where].push(extension),
    assertClean() {
      const left = findLeftovers(state, ledger, allSecrets());
      if (left.length > 0) throw new Error(`GitHub was not left clean:\n${left.join("\n")}`);
    },
    close: async () => {
      await Promise.all([server.close(), blobs.close()]);
    },
  };
}
