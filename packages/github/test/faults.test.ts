import type { Fault } from "@tollgate/testkit/github";
import { describe, expect, it } from "vitest";
import { type Published, publishCheckRun, setCommitStatus, upsertComment } from "../src/index.ts";
import { bodyOf, bot, checkPlan, type Stage, setStage, statusPlan } from "./stage.ts";

/** What clients run into: the faults of one request. */
const faults: readonly Fault[] = [
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "html-502" },
  { kind: "reset-before" },
  { kind: "done-then-lost" },
  { kind: "done-then-502" },
  { kind: "slow", ms: 20 },
  { kind: "cut-off" },
  { kind: "half-body" },
  { kind: "empty-body" },
  { kind: "stale" },
  ...([403, 429] as const).flatMap((status): Fault[] => [
    { kind: "rate-limit", limit: "secondary", status, hint: "retry-after", seconds: 2 },
    { kind: "rate-limit", limit: "primary", status, hint: "reset", seconds: 2 },
  ]),
];

const run = { id: 7, attempt: 1 };
const newer = { id: 8, attempt: 1 };

/** Each write of ours, and each read that goes before it. */
const works: Readonly<
  Record<string, { operations: string[]; before?: Work; work: Work; after: Work<void> }>
> = {
  "a new comment": {
    operations: ["pulls/get", "issues/list-comments", "issues/create-comment"],
    work: async (stage) => upsertComment(await stage.client(), stage.comment(run)),
    after: async ({ bodies }) => expect(bodies()).toEqual([bodyOf(run)]),
  },
  "a comment that is there": {
    operations: ["pulls/get", "issues/list-comments", "issues/get-comment", "issues/update-comment"],
    before: async (stage) => upsertComment(await stage.client(), stage.comment(run)),
    work: async (stage) => upsertComment(await stage.client(), stage.comment(newer)),
    after: async ({ bodies }) => expect(bodies()).toEqual([bodyOf(newer)]),
  },
  "a comment that is there twice": {
    operations: ["issues/list-comments", "issues/update-comment", "issues/delete-comment"],
    before: async ({ fake }) => {
      for (const body of [bodyOf(run), bodyOf(run)])
        fake.add.comment({ issue: 1, body, author: fake.add.account(bot) });
      return { done: true, what: "comment" };
    },
    work: async (stage) => upsertComment(await stage.client(), stage.comment(newer)),
    after: async ({ bodies }) => expect(bodies()).toEqual([bodyOf(newer)]),
  },
  "a new check run": {
    operations: ["checks/list-for-ref", "checks/create", "checks/update"],
    work: async (stage) => publishCheckRun(await stage.client(), check(stage)),
    after: async ({ fake }) =>
      expect(fake.state.checkRuns.map(shown)).toEqual([["completed", "failure", 120]]),
  },
  "a check run that is there": {
    operations: ["checks/list-for-ref", "checks/update"],
    before: async (stage) => publishCheckRun(await stage.client(), check(stage)),
    work: async (stage) => publishCheckRun(await stage.client(), check(stage)),
    after: async ({ fake }) =>
      expect(fake.state.checkRuns.map(shown)).toEqual([["completed", "failure", 120]]),
  },
  "a commit status": {
    operations: ["repos/create-commit-status"],
    work: async (stage) => setCommitStatus(await stage.client(), { plan: statusPlan, headSha: stage.head }),
    after: async ({ fake }) => expect(fake.state.statuses.at(-1)).toMatchObject(statusPlan),
  },
};

type Work<Result = Published> = (stage: Stage) => Promise<Result>;

const check = ({ head }: Stage) => ({
  plan: checkPlan(120),
  headSha: head,
  gate: "tollgate",
  run: { id: 7, attempt: 1 },
  app: "github-actions",
});

const shown = ({ status, conclusion, annotations }: Stage["fake"]["state"]["checkRuns"][number]) => [
  status,
  conclusion,
  annotations.length === new Set(annotations.map(({ message }) => message)).size && annotations.length,
];

/** The writes that the sheet's table is about meet every fault, all else one of each kind. */
const everyFault = /^(issues\/(create|update)-comment|checks\/(create|update))$/;
const oneOfEachKind = faults.filter(({ kind }) => /^(html-502|done-then-lost|half-body|stale)$/.test(kind));

function tableOf(operations: readonly string[]) {
  return operations.flatMap((operation) =>
    (everyFault.test(operation) ? faults : oneOfEachKind)
      .filter(({ kind }) => kind !== "stale" || /(get|list)/.test(operation)) // only reads lag behind
      .map((fault) => ({ operation, fault, times: 2 })),
  );
}

describe.each(Object.entries(works))("%s", (_, { operations, before, work, after }) => {
  it.each(tableOf(operations))(
    "is there once: $operation, $fault.kind ($fault.status $fault.limit)",
    async ({ operation, fault, times }) => {
      const stage = await setStage();
      await before?.(stage);
      const injected = stage.fake.inject(fault, { operation, times });
      const result = await work(stage);
      expect(result).toMatchObject({ done: true });
      expect(injected.hits()).toBeGreaterThan(0);
      await after(stage);
      stage.fake.assertClean();
    },
  );
});
