import type { Extension, FakeGithub } from "../../github/index.ts";
import type { RunServices } from "../run-action.ts";
import { type BackendIds, backendIdsOf, runtimeToken } from "../runtime-token.ts";
import { createBlobStore } from "./blob-store.ts";
import { createJobs, type ServedJob } from "./jobs.ts";
import {
  createArtifact,
  deleteArtifact,
  finalizeArtifact,
  getSignedArtifactUrl,
  listArtifacts,
  type Method,
  type Store,
} from "./methods.ts";
import { answerTwirp, type Message, TwirpError, textOf } from "./twirp.ts";

export type ArtifactService = {
  /** What the actions of a job are given, to reach the service as that job. */
  readonly servicesFor: (job: ServedJob) => RunServices;
};

const path = "/twirp/github.actions.results.api.v1.ArtifactService/";

const methods: ReadonlyMap<string, Method> = new Map([
  ["CreateArtifact", createArtifact],
  ["FinalizeArtifact", finalizeArtifact],
  ["ListArtifacts", listArtifacts],
  ["GetSignedArtifactURL", getSignedArtifactUrl],
  ["DeleteArtifact", deleteArtifact],
]);
/** These are done as the token's own job. */
const writes = new Set(["CreateArtifact", "FinalizeArtifact"]);

/**
 * The service that `@actions/artifact` 6 talks to, on the fake's servers. Finished artifacts are in the fake's state,
 * where the API lists them. Names are unique in an attempt of a run: the client sorts out doubles of older attempts
 * itself (its option `latest`).
 */
export function addArtifactService(
  github: Pick<FakeGithub, "origin" | "blobOrigin" | "state" | "add" | "secrets" | "extend">,
  now: () => number = Date.now,
): ArtifactService {
  const jobs = createJobs();
  const blobs = createBlobStore(github.blobOrigin, now);
  const { state, add } = github;
  const store: Store = { state, add, jobs, blobs, pending: new Map(), finished: new Map(), now };
  github.extend(blobs.extension, "blobs");
  github.extend(extensionOf(store));
  return {
    servicesFor(job) {
      const token = runtimeToken(jobs.enter(job));
      github.secrets.push(token);
      return { resultsUrl: `${github.origin}/`, runtimeToken: token };
    },
  };
}

function extensionOf(store: Store): Extension {
  return {
    recognises(verb, url) {
      const name = url.startsWith(path) ? url.slice(path.length) : "";
      return verb === "POST" && methods.has(name) ? `artifacts/${name}` : undefined;
    },
    handle: (request) =>
      answerTwirp(request, (message) => {
        const name = request.path.slice(path.length);
        const own = authenticate(store, request.headers.authorization);
        return methods.get(name)!(store, message, subjectOf(store, message, own, writes.has(name)));
      }),
  };
}

function authenticate(store: Store, authorization: string | undefined): BackendIds {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1] ?? "";
  const ids = store.jobs.isToken(token) ? backendIdsOf(token) : undefined;
  if (ids === undefined) throw new TwirpError("unauthenticated", "the token is not one of a job");
  return ids;
}

/** Whom a call is about: another job, perhaps of an earlier attempt, may be read. */
function subjectOf(store: Store, message: Message, own: BackendIds, isWrite: boolean): BackendIds {
  const run = textOf(message, "workflow_run_backend_id");
  const job = textOf(message, "workflow_job_run_backend_id");
  const isOwn = run === own.run && job === own.job;
  const isOfRun = store.jobs.runOf(run) === store.jobs.runOf(own.run);
  if (!isOwn && (isWrite || !isOfRun))
    throw new TwirpError("permission_denied", "the backend ids are not those of the token");
  return { run, job };
}
