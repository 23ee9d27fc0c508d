import { createHash } from "node:crypto";
import type { Artifact, FakeGithub } from "../../github/index.ts";
import type { BackendIds } from "../runtime-token.ts";
import type { BlobStore } from "./blob-store.ts";
import type { Jobs } from "./jobs.ts";
import { type Message, TwirpError, textOf } from "./twirp.ts";

/** What the methods of the service share. */
export type Store = Pick<FakeGithub, "state" | "add"> & {
  readonly jobs: Jobs;
  readonly blobs: BlobStore;
  /** Begun uploads by attempt and name. */
  readonly pending: Map<
    string,
    { readonly blob: string; readonly type: string; readonly expiresAt?: string }
  >;
  /** Who uploaded an artifact, and as what. */
  readonly finished: Map<number, { readonly ids: BackendIds; readonly type: string }>;
  readonly now: () => number;
};

/** `ids` say whom the call is about. */
export type Method = (store: Store, message: Message, ids: BackendIds) => Message;

export const createArtifact: Method = (store, message, ids) => {
  const name = textOf(message, "name");
  if (/["<>:|*?\r\n\\/]/.test(name))
    throw new TwirpError("invalid_argument", `the artifact name is not valid: ${name}`);
  const key = `${ids.run}/${name}`;
  if (store.pending.has(key) || find(store, ids, name) !== undefined)
    throw new TwirpError("already_exists", "an artifact with this name already exists on the workflow run");
  const blob = `${ids.run}/${ids.job}/${createHash("sha256").update(name).digest("hex")}`;
  const type = String(message["mime_type"] ?? "application/zip");
  store.pending.set(key, { blob, type, ...expiryOf(message["expires_at"], store.now()) });
  return { ok: true, signed_upload_url: store.blobs.sign(blob, "cw") };
};

export const finalizeArtifact: Method = (store, message, ids) => {
  const name = textOf(message, "name");
  const key = `${ids.run}/${name}`;
  const begun = store.pending.get(key);
  const bytes = begun === undefined ? undefined : store.blobs.read(begun.blob);
  if (begun === undefined || bytes === undefined)
    throw new TwirpError("not_found", `nothing was uploaded for ${name}`);
  const digest = checkContent(bytes, message);
  const run = store.state.runs.find(({ id }) => id === store.jobs.runOf(ids.run));
  if (run === undefined) throw new TwirpError("not_found", "the run is gone");
  const { type, blob, ...expiry } = begun;
  const made = store.add.artifact(run, { name, bytes, digest, ...expiry });
  store.finished.set(made.id, { ids, type });
  store.pending.delete(key);
  return { ok: true, artifact_id: String(made.id) };
};

/** Of all attempts of the run. */
export const listArtifacts: Method = (store, message, ids) => {
  const { name_filter: name, id_filter: id } = message;
  const found = artifactsOf(store, ids)
    .filter((one) => name === undefined || one.name === name)
    .filter((one) => id === undefined || String(one.id) === String(id));
  return { artifacts: found.map((artifact) => showArtifact(artifact, idsOf(store, artifact))) };
};

export const getSignedArtifactUrl: Method = (store, message, ids) => {
  const artifact = findNamed(store, message, ids);
  const blob = `download/${artifact.id}`;
  store.blobs.put(blob, artifact.bytes, store.finished.get(artifact.id)?.type ?? "application/zip");
  return { signed_url: store.blobs.sign(blob, "r") };
};

export const deleteArtifact: Method = (store, message, ids) => {
  const artifact = findNamed(store, message, ids);
  store.state.artifacts.splice(store.state.artifacts.indexOf(artifact), 1);
  return { ok: true, artifact_id: String(artifact.id) };
};

function artifactsOf(store: Store, ids: BackendIds): readonly Artifact[] {
  return store.state.artifacts.filter(({ run }) => run === store.jobs.runOf(ids.run));
}

/** Artifacts that a test put into the state are another job's. */
function idsOf(store: Store, artifact: Artifact): BackendIds {
  return store.finished.get(artifact.id)?.ids ?? store.jobs.enter({ run: artifact.run, job: "another" });
}

function find(store: Store, ids: BackendIds, name: string): Artifact | undefined {
  return artifactsOf(store, ids).find((one) => one.name === name && idsOf(store, one).run === ids.run);
}

function findNamed(store: Store, message: Message, ids: BackendIds): Artifact {
  const name = textOf(message, "name");
  const found = find(store, ids, name);
  if (found === undefined) throw new TwirpError("not_found", `artifact not found: ${name}`);
  return found;
}

/** Size and hash are the client's word about what it uploaded; both must be true. */
function checkContent(bytes: Buffer, { size = "0", hash }: Message): string | null {
  if (String(size) !== String(bytes.length))
    throw new TwirpError("invalid_argument", `size is ${size}, ${bytes.length} bytes were uploaded`);
  if (hash === undefined) return null;
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  if (hash !== digest) throw new TwirpError("invalid_argument", `hash is ${hash}, the upload's is ${digest}`);
  return digest;
}

function expiryOf(given: unknown, now: number): { readonly expiresAt?: string } {
  if (given === undefined) return {};
  const time = Date.parse(String(given));
  if (!(time > now)) throw new TwirpError("invalid_argument", `expires_at is not in the future: ${given}`);
  return { expiresAt: new Date(time).toISOString().replace(/\.\d+Z$/, "Z") };
}

function showArtifact(artifact: Artifact, ids: BackendIds): Message {
  return {
    workflow_run_backend_id: ids.run,
    workflow_job_run_backend_id: ids.job,
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(artifact.bytes.byteLength),
    created_at: artifact.createdAt,
    ...(artifact.digest === null ? {} : { digest: artifact.digest }),
  };
}
