import type { context } from "@actions/github";

/** What the runner tells of the event, as far as it is used. */
export type EventContext = Pick<typeof context, "eventName" | "payload" | "runId" | "runAttempt">;

/** The first line of the log: what this step runs for, which is what people ask when nothing was published. */
export function eventWords({ eventName, payload, runId, runAttempt }: EventContext): string {
  const about = [
    payload.repository?.full_name ?? "",
    payload.pull_request === undefined ? "" : `pull request #${payload.pull_request.number}`,
    eventName === "workflow_run" ? `the verdict of run ${payload["workflow_run"]?.id}` : "",
  ].filter((part) => part !== "");
  return `Event ${eventName}${about.length === 0 ? "" : ` of ${about.join(", ")}`}; this is run ${runId}, attempt ${runAttempt}.`;
}
