import { at } from "@tollgate/model";
import { numberAt, textAt } from "../answers/at.ts";
import { unexpected } from "../answers/unexpected.ts";
import type { Github } from "../client/github.ts";

/** An artifact of a run, as GitHub lists it. */
export type RunArtifact = {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** Its content is gone. */
  readonly expired: boolean;
  /** `sha256:…` over the archive; older servers do not tell. */
  readonly digest?: string;
};

/** All artifacts of all attempts of a run, oldest first. */
export async function listArtifacts(github: Github, run: number): Promise<readonly RunArtifact[]> {
  const items = await github.pages(
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
    { run_id: run },
    "artifacts",
  );
  const byId = new Map(items.map(toArtifact).map((artifact) => [artifact.id, artifact]));
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

function toArtifact(item: unknown): RunArtifact {
  const [id, name, bytes] = [numberAt(item, "id"), textAt(item, "name"), numberAt(item, "size_in_bytes")];
  if (id === undefined || name === undefined || bytes === undefined) throw unexpected("artifact");
  const digest = textAt(item, "digest");
  return {
    ...{ id, name, bytes, expired: at(item, "expired") === true },
    ...(digest === undefined ? {} : { digest }),
  };
}
