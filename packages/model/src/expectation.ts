import type { Digest } from "./canonical.ts";
import type { Kind } from "./origin.ts";
import type { Place } from "./policy-place.ts";

/** Evidence that must arrive, known before anything is looked at. */
export type Expectation = {
  /** Whose tests. */
  readonly package: string;
  /** Absent: tests of any kind. */
  readonly kind?: Kind;
  /** Each of so many shards must arrive. */
  readonly shards?: number;
  /** Each must arrive: `node=24`, or several pairs that one run has at once: `node=24 os=linux`. */
  readonly environments?: readonly string[];
  readonly from: ExpectationSource;
  /** Why, as a clause: `packages/api/package.json has the script "test"`. */
  readonly because: string;
  readonly place?: Place;
  /** The task or script as its runner names it: `@shop/api#test:unit`. */
  readonly task?: string;
  /** Tests of packages in its folder are as good: it runs what they have. */
  readonly below?: true;
  /** False where it is fine that nothing arrives. */
  readonly required: boolean;
  /** The base expects it; the judged text does not any more. */
  readonly removed?: true;
};

/** `turbo`: turbo.json and package scripts. `scripts`: package scripts alone. `policy`: `expect` of the policy. */
export type ExpectationSource = "turbo" | "scripts" | "policy";

/** An expectation and what became of it. */
export type ExpectedEvidence = Expectation & {
  /**
   * `arrived`: all of it. `reused`: evidence of another commit with the same input hash stands for it. `broken`: it came
   * and cannot be used. `missing`: all or a part of it did not come.
   */
  readonly state: "arrived" | "reused" | "broken" | "missing";
  /** Ids of the evidence that came for it, sorted. */
  readonly by: readonly Digest[];
};

/** What the policy says about what must arrive. */
export type ExpectPolicy = {
  /** Where the list comes from; absent: turbo.json where it has test tasks, else scripts. */
  readonly from?: "turbo" | "scripts" | "none";
  /** Beside that list; what is told of a package and kind that the list has, replaces it there. */
  readonly entries: readonly ExpectEntry[];
  /** Taken out of that list. */
  readonly except: readonly ExpectException[];
  /** Jobs of the CI run that must leave a bundle; absent: those that by their names run tests and did not succeed. */
  readonly jobs?: readonly string[];
  /** Beside `jobs` those that by their names run tests, too: a layer of the policy names none. */
  readonly jobsByName?: true;
  readonly place: Place;
};

export type ExpectEntry = Pick<Expectation, "package" | "kind" | "shards" | "environments" | "required"> & {
  readonly place: Place;
};

export type ExpectException = {
  readonly package: string;
  /** A task, script or kind; absent: all of the package. */
  readonly task?: string;
  readonly reason: string;
  readonly place: Place;
};

/** `unit tests of @shop/api`. */
export function expectedTests({ kind, package: owner }: Pick<Expectation, "kind" | "package">): string {
  return `${kind === undefined ? "" : `${kind} `}tests of ${owner}`;
}

/** What the policy says to take it out: code of tollgate.yml, in backquotes. */
export function exceptWords({ package: owner, task }: Pick<Expectation, "package" | "task">): string {
  const named = task === undefined ? "" : `, task: ${JSON.stringify(task.slice(task.lastIndexOf("#") + 1))}`;
  return `\`expect: { except: [{ package: ${JSON.stringify(owner)}${named}, reason: "…" }] }\``;
}
