export { type LoadedPolicy, type LoadPolicyOptions, loadPolicy } from "./load-policy.ts";
