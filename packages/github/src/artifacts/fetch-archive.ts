import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import { unreachable } from "../answers/unexpected.ts";
import type { Github } from "../client/github.ts";
import type { ArtifactLimits } from "./limits.ts";
import type { RunArtifact } from "./list-artifacts.ts";

export type FetchOptions = {
  /** Where the archive is written, absolute. */
  readonly path: string;
  readonly limits: ArtifactLimits;
  /** How long the host may be silent. Milliseconds. */
  readonly silence: number;
};

/** `undefined` when the archive lies there whole; else why it is not taken: a clause. */
export type Fetched = string | undefined;

const mostTries = 3;

/**
 * Downloads an artifact's archive. A body that ends too early is asked for again; one that goes on beyond the limit is left.
 * Throws when the host does not deliver.
 */
export async function fetchArchive(
  github: Github,
  artifact: RunArtifact,
  options: FetchOptions,
): Promise<Fetched> {
  const { limits } = options;
  const tooLarge = `it has more than ${limits.archiveBytes} bytes, which is the most that is read`;
  if (artifact.bytes > limits.archiveBytes) return tooLarge;
  for (let tries = 1; ; tries++) {
    const { body } = await github.open(
      "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
      { artifact_id: artifact.id, archive_format: "zip" },
    );
    const { end, digest } = await store(body!, options); // `open` has seen that it is there
    if (end === "too large") return tooLarge;
    const isOther = artifact.digest?.startsWith("sha256:") === true && artifact.digest !== digest;
    if (end === "whole" && !isOther) return undefined;
    if (tries < mostTries) continue;
    if (end === "whole") return "its bytes are not those whose digest GitHub lists";
    throw unreachable(`The artifact ${JSON.stringify(artifact.name)} was cut off ${tries} times.`);
  }
}

type Stored = { readonly end: "whole" | "cut" | "too large"; readonly digest: string };

async function store(
  body: ReadableStream<Uint8Array>,
  { path, limits, silence }: FetchOptions,
): Promise<Stored> {
  const hash = createHash("sha256");
  const file = openSync(path, "w");
  const reader = body.getReader();
  let end: Stored["end"] = "whole";
  let bytes = 0;
  const stop = (): void => {
    end = "cut";
    reader.cancel().catch(() => {});
  };
  try {
    for (;;) {
      const timer = setTimeout(stop, silence);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) break;
      bytes += value.length;
      if (bytes > limits.archiveBytes) {
        end = "too large";
        await reader.cancel();
        break;
      }
      hash.update(value);
      writeAll(file, value);
    }
  } catch (error) {
    if (isOfDisk(error)) throw error;
    end = "cut";
  } finally {
    closeSync(file);
  }
  return { end, digest: `sha256:${hash.digest("hex")}` };
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** What `writeSync` throws has the number of a system call's error. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "write";
}
