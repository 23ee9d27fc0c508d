import { type Answer, listOf, notFound, refusal, validationFailed } from "../answer.ts";
import { resolveRef, suiteFor } from "../lookup.ts";
import { type Call, type Routes, timestamp } from "../route.ts";
import type { CheckRun, CheckSuite } from "../state.ts";
import type { Output } from "./check-refusals.ts";
import { refuseCheckRun } from "./check-refusals.ts";
import { showAnnotation, showCheckRun, showCheckSuite } from "./check-views.ts";

const reads = [{ checks: "read" }] as const;
const writes = [{ checks: "write" }] as const;

/** Check runs, their annotations and the suites they are in. */
export const checkRoutes: Routes = {
  "checks/create": { needs: writes, handle: createCheckRun },
  "checks/update": { needs: writes, handle: updateCheckRun },
  "checks/get": { needs: reads, handle: withRun((call, run) => shown(call, run)) },
  "checks/list-annotations": {
    needs: reads,
    handle: withRun((call, run) =>
      listOf(run.annotations, (annotation) => showAnnotation(call, run, annotation)),
    ),
  },
  "checks/list-for-ref": { needs: reads, handle: listRunsForRef },
  "checks/list-for-suite": { needs: reads, handle: listRunsForSuite },
  "checks/list-suites-for-ref": { needs: reads, handle: listSuitesForRef },
};

type Given = {
  readonly [Name in "name" | "head_sha" | "status" | "conclusion" | "external_id" | "details_url"]?: string;
} & { readonly started_at?: string; readonly completed_at?: string; readonly output?: Output };

function createCheckRun(call: Call): Answer {
  const { app } = call.token;
  const repository = call.repository.fullName;
  if (app === undefined) return refusal(403, "You must authenticate via a GitHub App.");
  const given = call.body as Given;
  const sha = given.head_sha ?? "";
  if (!/^[0-9a-f]{40}$/.test(sha) || !call.state.commits.has(sha))
    return validationFailed({
      resource: "CheckRun",
      code: "custom",
      field: "head_sha",
      message: `No commit found for SHA: ${sha}`,
    });
  const refused = refuseCheckRun(given);
  if (refused !== undefined) return refused;
  const run: CheckRun = {
    id: call.state.nextId++,
    repository,
    suite: suiteFor(call.state, { repository, headSha: sha, app, createdAt: timestamp(call.now) }).id,
    headSha: sha,
    name: "",
    status: "queued",
    conclusion: null,
    externalId: "",
    detailsUrl: "https://github.com",
    startedAt: timestamp(call.now),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
  };
  apply(call, run, given);
  call.state.checkRuns.push(run);
  return { ...shown(call, run), status: 201 };
}

function updateCheckRun(call: Call): Answer {
  const run = findRun(call);
  if (run === undefined) return notFound;
  const app = suiteOf(call, run).app;
  if (app.id !== call.token.app?.id)
    return refusal(403, `Invalid app_id ${app.id}: only the app that made a check run can change it.`);
  const given = call.body as Given;
  const refused = refuseCheckRun(given);
  if (refused !== undefined) return refused;
  apply(call, run, given);
  return shown(call, run);
}

/** What is given replaces what was there, apart from annotations: these are appended. */
function apply(call: Call, run: CheckRun, given: Given): void {
  const { output } = given;
  Object.assign(run, {
    name: given.name ?? run.name,
    externalId: given.external_id ?? run.externalId,
    detailsUrl: given.details_url ?? run.detailsUrl,
    startedAt: given.started_at ?? run.startedAt,
    title: output?.title ?? run.title,
    summary: output?.summary ?? run.summary,
    text: output?.text ?? run.text,
  });
  for (const { path } of output?.annotations ?? [])
    if (/^\.?\/|\\|(?:^|\/)\.\.(?:\/|$)/.test(path))
      call.violation(`an annotation that no file shows: ${path}`);
  run.annotations.push(...(output?.annotations ?? []));
  if (given.conclusion !== undefined) {
    run.status = "completed";
    run.conclusion = given.conclusion;
    run.completedAt = given.completed_at ?? timestamp(call.now);
  } else if (given.status !== undefined) {
    run.status = given.status as CheckRun["status"];
    run.conclusion = null;
    run.completedAt = null;
  }
}

function listRunsForRef(call: Call): Answer {
  const sha = resolveRef(call.state, call.repository, String(call.parameters["ref"]));
  if (sha === undefined) return refusal(422, `No commit found for SHA: ${call.parameters["ref"]}`);
  const { app_id: app } = call.parameters;
  return listRuns(
    call,
    (run) => run.headSha === sha && (app === undefined || suiteOf(call, run).app.id === app),
  );
}

function listRunsForSuite(call: Call): Answer {
  return listRuns(call, ({ suite }) => suite === call.parameters["check_suite_id"]);
}

function listRuns(call: Call, isMeant: (run: CheckRun) => boolean): Answer {
  const { check_name: name, status, filter } = call.parameters;
  const found = call.state.checkRuns.filter(
    (run) =>
      run.repository === call.repository.fullName &&
      isMeant(run) &&
      (name === undefined || run.name === name) &&
      (status === undefined || run.status === status),
  );
  const latest = new Map(found.map((run) => [`${run.suite} ${run.name}`, run]));
  const chosen = filter === "all" ? found : [...latest.values()];
  return listOf(chosen.toReversed(), (run) => showCheckRun(call, run), "check_runs");
}

function listSuitesForRef(call: Call): Answer {
  const sha = resolveRef(call.state, call.repository, String(call.parameters["ref"]));
  const found = call.state.checkSuites.filter(
    (suite) => suite.repository === call.repository.fullName && suite.headSha === sha,
  );
  return listOf(found, (suite) => showCheckSuite(call, suite), "check_suites");
}

function withRun(handle: (call: Call, run: CheckRun) => Answer): (call: Call) => Answer {
  return (call) => {
    const run = findRun(call);
    return run === undefined ? notFound : handle(call, run);
  };
}

function findRun(call: Call): CheckRun | undefined {
  return call.state.checkRuns.find(
    ({ id, repository }) => id === call.parameters["check_run_id"] && repository === call.repository.fullName,
  );
}

function suiteOf(call: Call, run: CheckRun): CheckSuite {
  return call.state.checkSuites.find(({ id }) => id === run.suite)!;
}

function shown(call: Call, run: CheckRun): Answer {
  return { status: 200, body: showCheckRun(call, run) };
}
