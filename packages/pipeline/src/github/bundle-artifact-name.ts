import { bundleArtifactPrefix } from "@tollgate/github/artifact-name";
import { canonicalJson, digestOf, type Kind } from "@tollgate/model";
import type { Coordinates } from "../coordinates.ts";

/**
 * Name of the artifact that carries a bundle from its job to the gate: one for each leg of a matrix and each attempt, as
 * names are unique in a run. It holds no character that artifacts refuse (`" : < > | * ? \ /`).
 */
export function bundleArtifactName({
  job,
  shard,
  attempt,
  kind,
  package: owner,
  environment,
}: Coordinates & { readonly kind?: Kind }): string {
  const shown = job.replace(/[^\w.-]+/g, "-").slice(0, 100);
  const told = {
    ...(shown === job ? {} : { job }),
    ...(kind === undefined ? {} : { kind }),
    ...(owner === undefined ? {} : { package: owner }),
    ...(environment.length === 0 ? {} : { environment }),
  };
  const digest = Object.keys(told).length === 0 ? "" : `-${digestOf(canonicalJson(told)).slice(-8)}`;
  return `${bundleArtifactPrefix}${shown || "job"}-${shard.index}of${shard.total}${digest}-attempt${attempt}`;
}
