export type { PackagePolicy } from "./layers/read-layers.ts";
export { type LoadedPolicy, type LoadPolicyOptions, loadPolicy } from "./load-policy.ts";
export { policyFile } from "./policy-file.ts";
export type { RepoState, StateFile } from "./repo-state.ts";
export type { WaiverContext } from "./waivers/check-waiver.ts";
export type { ParsedWaiver } from "./waivers/parse-waiver.ts";
