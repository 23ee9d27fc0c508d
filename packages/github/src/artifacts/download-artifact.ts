import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "@tollgate/model";
import type { Github } from "../client/github.ts";
import { type ExtractOptions, extractZip } from "./extract-zip.ts";
import { fetchArchive } from "./fetch-archive.ts";
import { artifactLimits } from "./limits.ts";
import type { RunArtifact } from "./list-artifacts.ts";

export type DownloadOptions = ExtractOptions & {
  /** A folder of the caller's own: the archive lies in it for a moment. */
  readonly folder: string;
  /** How long the host may be silent. Milliseconds. @default 30 000 */
  readonly silence?: number;
};

/** Files by their names in the artifact; or what is wrong with it, of which nothing is left then. */
export type DownloadedArtifact =
  | { readonly files: ReadonlyMap<string, string> }
  | { readonly problem: Problem };

/**
 * Downloads and unpacks an artifact that nobody vouches for. The signed link gets no token. An artifact that is not what
 * it should be is a Problem of severity error; what GitHub does not deliver is thrown.
 */
export async function downloadArtifact(
  github: Github,
  artifact: RunArtifact,
  options: DownloadOptions,
): Promise<DownloadedArtifact> {
  const { folder, limits = artifactLimits, silence = 30_000 } = options;
  const path = join(folder, `artifact-${artifact.id}.zip`);
  try {
    const refused = await fetchArchive(github, artifact, { path, limits, silence });
    if (refused !== undefined) return { problem: refusedArtifact(artifact, refused) };
    const extracted = await extractZip(path, options);
    return "files" in extracted ? extracted : { problem: refusedArtifact(artifact, extracted.refused) };
  } finally {
    rmSync(path, { force: true });
  }
}

/** `why` is a clause. */
export function refusedArtifact({ name }: Pick<RunArtifact, "name">, why: string): Problem {
  return {
    code: "artifact-refused",
    severity: "error",
    message: `The artifact is not read: ${why}.`,
    remedy:
      "Let the collect action upload the bundle, and give no other artifact a name that begins with `tollgate-`.",
    path: name,
  };
}
