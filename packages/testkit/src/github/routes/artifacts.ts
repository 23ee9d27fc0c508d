import { type Answer, listOf, notFound, refusal } from "../answer.ts";
import { findRepository } from "../lookup.ts";
import type { Call, Routes } from "../route.ts";
import type { Artifact } from "../state.ts";
import { repositoryUrl } from "./accounts.ts";
import { withRun } from "./runs.ts";

const needs = [{ actions: "read" }] as const;

/** Artifacts of runs, as the REST API lists and gives them. */
export const artifactRoutes: Routes = {
  "actions/list-artifacts-for-repo": { needs, handle: (call) => listArtifacts(call, () => true) },
  "actions/list-workflow-run-artifacts": {
    needs,
    handle: withRun((call, run) => listArtifacts(call, (artifact) => artifact.run === run.id)),
  },
  "actions/get-artifact": {
    needs,
    handle: withArtifact((call, artifact) => ({ status: 200, body: showArtifact(call, artifact) })),
  },
  "actions/download-artifact": { needs, handle: withArtifact(download) },
  "actions/delete-artifact": { needs: [{ actions: "write" }], handle: withArtifact(remove) },
};

/** Newest first. */
function listArtifacts(call: Call, isMeant: (artifact: Artifact) => boolean): Answer {
  const { name, direction } = call.parameters;
  const found = artifactsOf(call).filter(
    (artifact) => isMeant(artifact) && (name === undefined || artifact.name === name),
  );
  const sorted = direction === "asc" ? found : found.toReversed();
  return listOf(sorted, (artifact) => showArtifact(call, artifact), "artifacts");
}

function artifactsOf(call: Call): readonly Artifact[] {
  return call.state.artifacts.filter(({ repository }) => repository === call.repository.fullName);
}

function withArtifact(handle: (call: Call, artifact: Artifact) => Answer): (call: Call) => Answer {
  return (call) => {
    const found = artifactsOf(call).find(({ id }) => id === call.parameters["artifact_id"]);
    return found === undefined ? notFound : handle(call, found);
  };
}

function download(call: Call, artifact: Artifact): Answer {
  if (call.parameters["archive_format"] !== "zip") return notFound;
  if (isExpired(call, artifact)) return refusal(410, "Artifact has expired");
  return { status: 302, headers: { location: call.urls.download(artifact.id) } };
}

function remove(call: Call, artifact: Artifact): Answer {
  call.state.artifacts.splice(call.state.artifacts.indexOf(artifact), 1);
  return { status: 204 };
}

function isExpired(call: Call, artifact: Artifact): boolean {
  return Date.parse(artifact.expiresAt) <= call.now;
}

function showArtifact(call: Call, artifact: Artifact): Record<string, unknown> {
  const url = `${repositoryUrl(call.urls, artifact.repository)}/actions/artifacts/${artifact.id}`;
  const run = call.state.runs.find(({ id }) => id === artifact.run);
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.bytes.byteLength,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(call, artifact),
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    // no GitHub Enterprise Server up to 3.19 tells it
    ...(call.urls.html === "https://github.com" ? { digest: artifact.digest } : {}),
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: findRepository(call.state, run.repository)?.id,
            head_repository_id: findRepository(call.state, run.headRepository)?.id,
            head_branch: run.headBranch ?? "",
            head_sha: run.headSha,
          },
  };
}
