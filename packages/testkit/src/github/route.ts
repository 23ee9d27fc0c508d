import type { Answer } from "./answer.ts";
import type { Repository, State } from "./state.ts";
import type { Permissions, Token } from "./tokens.ts";

/** A request that was found valid and permitted. */
export type Call = {
  readonly state: State;
  readonly repository: Repository;
  readonly token: Token;
  /** Parameters of path and query, in the types of the description. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The body, valid by the description. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds by the fake's clock. */
  readonly now: number;
  readonly urls: Urls;
  /** Records what GitHub would let pass and we must not do. */
  readonly violation: (what: string) => void;
};

/** What it takes to show something as GitHub does. */
export type View = Pick<Call, "state" | "urls">;

export type Urls = {
  /** With the base path of GHES, without a slash at the end. */
  readonly api: string;
  readonly html: string;
  /** A signed link to an artifact's bytes on the other origin. */
  readonly download: (artifact: number) => string;
};

/** One operation of the API as the fake does it. */
export type Route = {
  /** Any one of these sets of permissions is enough; none: every valid token may. */
  readonly needs?: readonly Permissions[];
  readonly handle: (call: Call) => Answer;
};

/** By the id of the operation in GitHub's description. */
export type Routes = Readonly<Record<string, Route>>;

/** Seconds precision, as in GitHub's answers. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
