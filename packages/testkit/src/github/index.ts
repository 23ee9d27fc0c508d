export type { Answer } from "./answer.ts";
export type { Events, Trigger } from "./events.ts";
export type { Fault, FaultPlace, Injected } from "./faults.ts";
export type { Violation } from "./ledger.ts";
export type { Extension, FakeRequest, RecordedRequest } from "./request.ts";
export { type FakeGithub, type FakeGithubOptions, startFakeGithub } from "./start.ts";
export type * from "./state.ts";
export type { TokenOptions } from "./tokens.ts";
