import type { State } from "../state.ts";
import { type CheckRunSeed, seedCheckRuns } from "./check-runs.ts";
import type { Ground } from "./ground.ts";
import { type PullSeed, seedPulls } from "./pulls.ts";
import { type RepositorySeed, seedRepositories } from "./repositories.ts";
import { type RunSeed, seedRuns } from "./runs.ts";

/** Puts things into the fake's state; what is not given gets a plausible value. */
export type Seed = RepositorySeed & PullSeed & RunSeed & CheckRunSeed;

/** `main` is the repository that is meant when none is named. */
export function createSeed(state: State, main: string, now: () => number): Seed {
  const ground: Ground = {
    state,
    main,
    now,
    id: () => state.nextId++,
    time: (ms = now()) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z"),
  };
  const repositories = seedRepositories(ground);
  return {
    ...repositories,
    ...seedPulls(ground, repositories),
    ...seedRuns(ground, repositories),
    ...seedCheckRuns(ground),
  };
}
