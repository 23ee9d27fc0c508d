import type { Complaint, Rule } from "../rule.ts";
import { dataOf, type Job, type Workflow } from "../workflow.ts";

/** Every permission that a job of ours may ask for, and what for. Another one needs a line here, and a reader who agrees. */
const known: ReadonlyMap<string, string> = new Map([
  ["contents: read", "checkout"],
  ["actions: read", "the run's jobs and artifacts, and the artifact of the base branch"],
  ["checks: write", "the check run"],
  ["pull-requests: read", "reviews, for waivers that want an approval"],
  ["pull-requests: write", "the comment"],
  ["statuses: write", "the commit status"],
  ["security-events: write", "SARIF to code scanning"],
  ["code-quality: write", "coverage to GitHub's own comment"],
  ["attestations: write", "the attestation of a record"],
  ["id-token: write", "provenance and attestations"],
  ["contents: write", "tags and releases"],
]);

/** Events that a stranger causes. A job with an identity of its own must not run on them. */
const ofStrangers = ["pull_request", "pull_request_target", "workflow_run", "issue_comment"];

export const permissions: Rule = {
  id: "permissions",
  *check(workflow) {
    if (workflow.isWhole) yield* ofWorkflow(workflow);
    for (const job of workflow.jobs) yield* ofJob(workflow, job);
  },
};

function* ofWorkflow({ value }: Workflow): Generator<Complaint> {
  const at = ["permissions"];
  if (!("permissions" in value)) {
    const message =
      "no permissions at the top: write `permissions: { contents: read }` there, and more in single jobs";
    yield { at, message };
    return;
  }
  for (const grant of grantsOf(value["permissions"]))
    if (grant !== "contents: read")
      yield { at, message: `"${grant}" is given to every job: give it to the one that needs it` };
}

function* ofJob({ triggers }: Workflow, { at, value }: Job): Generator<Complaint> {
  const place = [...at, "permissions"];
  for (const grant of grantsOf(value["permissions"])) {
    if (!known.has(grant))
      yield {
        at: place,
        message: `"${grant}" is no permission that is known here: take one of ${[...known.keys()].join(", ")}`,
      };
    if (grant === "contents: write" && value["environment"] === undefined)
      yield {
        at: place,
        message: '"contents: write" without `environment`: name one that somebody has to approve',
      };
    const stranger = ofStrangers.find((name) => triggers.has(name));
    if (/^(?:id-token|contents): write$/.test(grant) && stranger !== undefined)
      yield {
        at: place,
        message: `"${grant}" on ${stranger}: do this in a workflow that runs on push alone`,
      };
  }
}

function grantsOf(permissions: unknown): readonly string[] {
  if (typeof permissions === "string") return [permissions];
  return Object.entries(dataOf(permissions))
    .filter(([, access]) => access !== "none")
    .map(([scope, access]) => `${scope}: ${access}`);
}
