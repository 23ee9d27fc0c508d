import { createHash } from "node:crypto";
import { type BackendIds, runtimeToken } from "../runtime-token.ts";

/** A job of a run, as the service tells them apart: each attempt of a run is another one. */
export type ServedJob = { readonly run: number; readonly attempt?: number; readonly job: string };

/** The jobs that the service has given tokens to. */
export type Jobs = {
  /** Makes a job known. */
  readonly enter: (job: ServedJob) => BackendIds;
  /** Id of the run behind a backend id, in all its attempts. */
  readonly runOf: (backendRun: string) => number | undefined;
  readonly isToken: (token: string) => boolean;
};

export function createJobs(): Jobs {
  const runs = new Map<string, number>();
  const tokens = new Set<string>();
  return {
    enter({ run, attempt = 1, job }) {
      const ids = { run: backendId(`${run}/${attempt}`), job: backendId(`${run}/${attempt}/${job}`) };
      runs.set(ids.run, run);
      tokens.add(runtimeToken(ids));
      return ids;
    },
    runOf: (backendRun) => runs.get(backendRun),
    isToken: (token) => tokens.has(token),
  };
}

/** Looks like the ids of the real service. */
function backendId(of: string): string {
  const hex = createHash("sha256").update(of).digest("hex");
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join("-");
}
