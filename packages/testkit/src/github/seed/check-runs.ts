import { suiteFor } from "../lookup.ts";
import { type App, actionsApp, type CheckRun } from "../state.ts";
import type { Given, Ground } from "./ground.ts";

export type CheckRunSeed = {
  /** By the app of workflows unless another is given. Each job of a workflow is such a check run too. */
  readonly checkRun: (given: Given<CheckRun, "headSha" | "name">, app?: App) => CheckRun;
};

export function seedCheckRuns({ state, main, id, time }: Ground): CheckRunSeed {
  return {
    checkRun(given, app = actionsApp) {
      const repository = given.repository ?? main;
      const suite = suiteFor(state, { repository, headSha: given.headSha, app, createdAt: time() }).id;
      const made: CheckRun = { ...completedRun(time()), id: id(), repository, suite, ...given };
      state.checkRuns.push(made);
      return made;
    },
  };
}

function completedRun(at: string): Omit<CheckRun, "id" | "repository" | "suite" | "headSha" | "name"> {
  const times = { startedAt: at, completedAt: at };
  const nothing = { title: null, summary: null, text: null, annotations: [] };
  const detailsUrl = "https://github.com";
  return { status: "completed", conclusion: "success", externalId: "", detailsUrl, ...times, ...nothing };
}
