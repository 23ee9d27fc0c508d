import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { at } from "@tollgate/model";
import { unexpected } from "../answers/unexpected.ts";
import { attemptOfResult } from "../artifacts/artifact-name.ts";
import { downloadArtifact } from "../artifacts/download-artifact.ts";
import { listArtifacts, type RunArtifact } from "../artifacts/list-artifacts.ts";
import type { Github } from "../client/github.ts";
import { type BaseQuestion, type RankedRun, rankBaseRuns, type SkippedRun } from "./rank-base-runs.ts";
import { parseRun, type WorkflowRun } from "./workflow-run.ts";

/** What a gate's result must hold to be a base. */
export type ResultFiles = { readonly decision: string; readonly evidence: string };

export type FindBaseRunOptions = Omit<BaseQuestion, "repository"> & {
  /** Id of the gate whose result is wanted. */
  readonly gate: string;
  /** An empty folder of the caller's own. */
  readonly folder: string;
  /** Why a result is no base, by what it says: a clause, or `undefined` for one that is. */
  readonly refuses: (files: ResultFiles, run: WorkflowRun) => string | undefined;
};

export type BaseRunAnswer = {
  readonly base?: RankedRun & ResultFiles;
  /** Nearer ones that are no base, the nearest first. */
  readonly skipped: readonly SkippedRun[];
};

/** So many results are opened at most: each costs two calls. */
const mostOpened = 5;

/** The base branch's nearest run whose evidence is whole, among its last hundred. */
export async function findBaseRun(github: Github, options: FindBaseRunOptions): Promise<BaseRunAnswer> {
  const { repository } = github;
  const answer = await github.get("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
    workflow_id: options.workflow,
    branch: options.branch,
    event: "push",
    per_page: 100,
  });
  const runs = runsOf(answer);
  const { ranked, skipped } = rankBaseRuns(runs, { ...options, repository });
  const refused: SkippedRun[] = [];
  const nearer = (place: number): readonly SkippedRun[] =>
    [...refused, ...skipped].filter((run) => run.place <= place).sort((a, b) => a.place - b.place);
  for (const { run, place } of ranked.slice(0, mostOpened)) {
    const result = await openResult(github, await listArtifacts(github, run.id), {
      gate: options.gate,
      folder: join(options.folder, String(run.id)),
    });
    if ("why" in result) {
      refused.push({ run, place, why: result.why });
      continue;
    }
    const why = options.refuses(result, run);
    if (why === undefined) return { base: { run, place, ...result }, skipped: nearer(place) };
    refused.push({ run, place, why });
  }
  return { skipped: nearer(Number.POSITIVE_INFINITY) };
}

function runsOf(answer: unknown): readonly WorkflowRun[] {
  const runs = at(answer, "workflow_runs");
  if (Array.isArray(runs)) return runs.map(parseRun);
  throw unexpected("list of a workflow's runs");
}

const wanted: ReadonlySet<string> = new Set(["decision.json", "evidence.tollgate"]);

/** A gate's result, or why there is none: a clause. `isHostile` where what is there is not what it should be. */
export type OpenedResult = ResultFiles | { readonly why: string; readonly isHostile: boolean };

export type OpenResultOptions = {
  readonly gate: string;
  /** A folder of the caller's own. */
  readonly folder: string;
};

/** The result of the newest attempt of a run. */
export async function openResult(
  github: Github,
  artifacts: readonly RunArtifact[],
  { gate, folder }: OpenResultOptions,
): Promise<OpenedResult> {
  const artifact = newestResult(artifacts, gate);
  if (artifact === undefined) return { why: "it has no result of this gate", isHostile: false };
  if (artifact.expired) return { why: "its result has expired", isHostile: false };
  mkdirSync(folder, { recursive: true });
  const downloaded = await downloadArtifact(github, artifact, {
    folder,
    // A later version may write more files than this one knows.
    allows: () => true,
    target: (name) => (wanted.has(name) ? join(folder, name) : undefined),
  });
  if ("problem" in downloaded)
    return { why: `its result is refused (${downloaded.problem.message})`, isHostile: true };
  const [decision, evidence] = [...wanted].map((name) => downloaded.files.get(name));
  return decision === undefined || evidence === undefined
    ? { why: "its result holds no decision with its evidence", isHostile: true }
    : { decision, evidence };
}

function newestResult(artifacts: readonly RunArtifact[], gate: string): RunArtifact | undefined {
  return artifacts
    .filter(({ name }) => attemptOfResult(name, gate) !== undefined)
    .sort((a, b) => attemptOfResult(b.name, gate)! - attemptOfResult(a.name, gate)! || b.id - a.id)
    .at(0);
}
