import type { InputText, Policy } from "@tollgate/model";
import { joinLayers } from "./layers/join-layers.ts";
import {
  type PackagePolicy,
  type ReadLayersOptions,
  readPackageLayer,
  readRepositoryLayer,
} from "./layers/read-layers.ts";
import type { PolicyFile } from "./policy-file.ts";

/** The policy of a repository, where it has one, with all above and below it, and the texts of all of them. */
export function loadLayers(
  file: PolicyFile | undefined,
  packagePolicies: readonly PackagePolicy[],
  options: Omit<ReadLayersOptions, "texts">,
): { readonly policy: Policy; readonly texts: readonly InputText[] } {
  const texts: InputText[] = [];
  const reading = { ...options, texts };
  const repository = file === undefined ? undefined : readRepositoryLayer(file, reading);
  const packages = packagePolicies
    .filter(({ path }) => path !== file?.shown)
    .map((one) => readPackageLayer(one, repository, reading));
  return { policy: joinLayers(repository, packages), texts };
}
