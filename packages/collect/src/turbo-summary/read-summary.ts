import { isRepoPath } from "@tollgate/model";
import { cleanName } from "../json/clean-name.ts";
import type { JsonDocument } from "../json/document.ts";
import { lostResults, missingField } from "../json/doubts.ts";
import {
  isMembers,
  type Members,
  own,
  ownInteger,
  ownList,
  ownMembers,
  ownText,
  ownTexts,
} from "../json/members.ts";
import { notAnObject } from "../json/problems.ts";
import { showValue } from "../json/show-value.ts";
import { createProblemTally, type ProblemTally, quote } from "../problem-tally.ts";
import type { RawProblem, RawRun, Sink } from "../reader.ts";

/**
 * Reads a run summary: one run for each task, a build as well as a test. `path` is the summary's own: files are named
 * from turbo's root, in which it lies.
 */
export function readSummary({ value, whole }: JsonDocument, sink: Sink, path: string): void {
  if (!isMembers(value)) {
    sink.problem(notAnObject(value));
    return;
  }
  const version = ownText(value, "turboVersion");
  sink.producer(version === undefined ? "turbo" : `turbo ${version}`);
  const execution = ownMembers(value, "execution");
  if (execution === undefined && whole) {
    sink.problem(dryRun);
    return;
  }
  const doubts = createProblemTally();
  const tasks = ownList(value, "tasks");
  if (tasks === undefined && whole) doubts.add(lostResults, `"tasks"`);
  const sha = ownText(ownMembers(value, "scm") ?? {}, "sha");
  const root = /^(.*\/)?\.turbo\/runs\/[^/]+$/.exec(path)?.[1] ?? "";
  const runs = (tasks ?? []).flatMap((task) => readTask(task, { sha, root }, doubts) ?? []);
  for (const run of runs) sink.run(run);
  if (execution !== undefined && whole) compareWhole(execution, runs, sink, doubts);
  doubts.flush((problem) => sink.problem(problem));
}

/** `undefined` for what is no task, or a task that its package has no script for. */
function readTask(task: unknown, { sha, root }: Whole, doubts: ProblemTally): RawRun | undefined {
  if (!isMembers(task)) {
    doubts.add(lostResults, `a task that is ${showValue(task)}`);
    return undefined;
  }
  const execution = ownMembers(task, "execution");
  if (execution === undefined && own(task, "command") === "<NONEXISTENT>") return undefined;
  const name = nameOf(task);
  // Verdicts are told apart by their tasks: two without a name would be one.
  if (name === undefined) doubts.add(lostResults, `the "taskId" of a task`);
  const owner = ownText(task, "package");
  const cache = ownMembers(task, "cache") ?? {};
  return {
    source: "turbo",
    task: name ?? "unnamed task",
    // The root's package is told as `//`: it is the package that the summary lies in.
    ...(owner === undefined || owner === "" || owner === "//" ? {} : { package: cleanName(owner) }),
    ...endOf(execution, quote(name ?? ""), doubts),
    ...(sha === undefined || sha === "" ? {} : { sha: cleanName(sha) }),
    cached: own(cache, "status") === "HIT",
    errors: [],
    ...outputsOf(task, root),
  };
}

/** Of the whole summary. */
type Whole = { readonly sha: string | undefined; readonly root: string };

/** Files and folders that lie where the task puts its outputs. */
function outputsOf(task: Members, root: string): Pick<RawRun, "outputs"> {
  const paths = ownTexts(task, "expandedOutputs").map((path) => root + path.replaceAll("\\", "/"));
  return paths.length === 0 ? {} : { outputs: paths.filter(isRepoPath).map((path) => ({ path })) };
}

function nameOf(task: Members): string | undefined {
  const id = ownText(task, "taskId");
  const script = ownText(task, "task");
  const told = id ?? (script === undefined ? undefined : `${ownText(task, "package") ?? ""}#${script}`);
  return told === undefined ? undefined : cleanName(told);
}

/** Only an exit code of 0 is a pass. A task that turbo did not execute was cut off by the end of the run. */
function endOf(
  execution: Members | undefined,
  where: string,
  doubts: ProblemTally,
): Pick<RawRun, "verdict" | "exitCode" | "startedAt"> {
  if (execution === undefined) return { verdict: "interrupted" };
  const exitCode = own(execution, "exitCode");
  const isCode = typeof exitCode === "number" && Number.isSafeInteger(exitCode);
  if (!isCode) doubts.add(missingField, `"exitCode" of ${where}`);
  const startedAt = ownInteger(execution, "startTime", 0);
  return {
    verdict: exitCode === 0 && (own(execution, "error") ?? null) === null ? "passed" : "failed",
    ...(isCode ? { exitCode } : {}),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

/** What turbo says about the whole run, beside its tasks. */
function compareWhole(execution: Members, runs: readonly RawRun[], sink: Sink, doubts: ProblemTally): void {
  const attempted = ownInteger(execution, "attempted", 0);
  const exitCode = own(execution, "exitCode");
  if (typeof exitCode !== "number") doubts.add(missingField, `"exitCode" of the run`);
  if (attempted !== undefined && attempted > runs.length) sink.problem(killedTasks(attempted, runs.length));
  else if (exitCode !== 0 && runs.every(({ verdict }) => verdict === "passed"))
    sink.problem(failedWithoutTask);
}

const failedWithoutTask: RawProblem = {
  code: "run-failed",
  severity: "error",
  message: "turbo does not say that its run succeeded, and tells of no task that failed.",
  remedy: "Look at turbo's log.",
};

function killedTasks(attempted: number, told: number): RawProblem {
  return {
    code: "missing-evidence",
    severity: "error",
    message: `turbo started ${attempted} tasks and tells how ${told} of them ended; it killed the others when one failed.`,
    remedy: "Run turbo with `--continue`, so that every task ends and is told.",
  };
}

const dryRun: RawProblem = {
  code: "unsupported-format",
  severity: "error",
  message: "The file is turbo's plan of a run (`--dry=json`), which says nothing about how its tasks ended.",
  remedy:
    "Collect the summary of a real run: `turbo run … --continue --summarize` writes it to `.turbo/runs/`.",
};
