import type { State } from "../state.ts";

/** What is needed to put things into the state. */
export type Ground = {
  readonly state: State;
  /** The repository that is meant when none is named. */
  readonly main: string;
  readonly now: () => number;
  /** A new id. */
  readonly id: () => number;
  /** Now, or another time, as GitHub writes it. */
  readonly time: (ms?: number) => string;
};

/** Something of which only these members must be given. */
export type Given<Thing, Must extends keyof Thing> = Partial<Thing> & Pick<Thing, Must>;
