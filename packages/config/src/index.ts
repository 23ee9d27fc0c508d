export { type LoadedPolicy, type LoadPolicyOptions, loadPolicy } from "./load-policy.ts";
export { policyFile } from "./policy-file.ts";
export type { RepoState, StateFile } from "./repo-state.ts";
