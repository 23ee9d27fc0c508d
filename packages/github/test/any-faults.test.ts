import type { RunRef } from "@tollgate/model";
import type { Fault } from "@tollgate/testkit/github";
import fc from "fast-check";
import { expect, it } from "vitest";
import { publishCheckRun, upsertComment } from "../src/index.ts";
import { bodyOf, checkPlan, type Stage, setStage } from "./stage.ts";

const fault: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  { kind: "status", status: 503 },
  { kind: "status", status: 403 },
  { kind: "status", status: 404 },
  { kind: "status", status: 422 },
  { kind: "html-502" },
  { kind: "reset-before" },
  { kind: "done-then-lost" },
  { kind: "done-then-502" },
  { kind: "cut-off" },
  { kind: "half-body" },
  { kind: "empty-body" },
  { kind: "bad-credentials" },
  { kind: "redirect", to: "http://127.0.0.1:1/", status: 302 },
  { kind: "rate-limit", limit: "primary", status: 403, hint: "reset", seconds: 3 },
  { kind: "rate-limit", limit: "secondary", status: 429, hint: "retry-after", seconds: 3 },
  { kind: "rate-limit", limit: "secondary", status: 403, seconds: 60 },
);

const strike = fc.record({
  fault,
  operation: fc.constantFrom(
    "pulls/get",
    "issues/list-comments",
    "issues/get-comment",
    "issues/create-comment",
    "issues/update-comment",
    "issues/delete-comment",
    "checks/list-for-ref",
    "checks/create",
    "checks/update",
  ),
  skip: fc.nat(1),
  times: fc.integer({ min: 1, max: 3 }),
});

/** What was posted may be missing in the list for a while. */
const lag = fc.record({
  fault: fc.constant<Fault>({ kind: "stale" }),
  operation: fc.constant("issues/list-comments"),
  skip: fc.nat(1),
  times: fc.integer({ min: 1, max: 3 }),
});

/** Runs publish; the page of the pull request may hold what was there before. */
const story = fc.record({
  strikes: fc.array(strike, { maxLength: 4 }),
  lag: fc.option(lag, { nil: undefined }),
  runs: fc.array(fc.record({ id: fc.constantFrom(7, 8, 9), attempt: fc.constantFrom(1, 2) }), {
    minLength: 1,
    maxLength: 3,
  }),
  leftOver: fc.array(fc.constantFrom("stranger", "older", "unrelated"), { maxLength: 2 }),
});

it("any faults leave at most one comment of ours once it could be written, only completed check runs, and others' comments as they were", async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ strikes, lag, runs, leftOver }) => {
      const stage = await setStage();
      const foreign = leftOver.map((kind) => seed(stage, kind)).filter((comment) => comment !== undefined);
      for (const { fault, ...place } of [...strikes, ...(lag === undefined ? [] : [lag])])
        stage.fake.inject(fault, place);
      const publish = async (run: RunRef): Promise<boolean> => {
        const github = await stage.client();
        const plan = checkPlan(60);
        await publishCheckRun(github, { plan, headSha: stage.head, gate: "tollgate", run });
        const comment = await upsertComment(github, stage.comment(run));
        stage.pass(60_000);
        return comment.done || comment.reason === "superseded";
      };
      let isDone = true;
      for (const run of runs) isDone = await publish(run);
      // What could not be done is told, and a later run that can makes it good.
      for (let id = 10; !isDone; id++) isDone = await publish({ id, attempt: 1 });
      stage.fake.assertClean();
      for (const { id, body } of foreign)
        expect(stage.fake.state.comments.find((comment) => comment.id === id)?.body).toBe(body);
      const ids = stage.fake.state.checkRuns.map(({ externalId }) => externalId);
      expect(ids).toEqual([...new Set(ids)]);
      expect(ids).toEqual(inOrderOfAttempts(ids));
      for (const { annotations } of stage.fake.state.checkRuns)
        expect(annotations.length).toBe(new Set(annotations.map(({ message }) => message)).size);
      await stage.fake.close();
    }),
    { numRuns: Number(process.env["FUZZ_RUNS"] ?? 25) },
  );
});

/** Of one run no older attempt's check run is made after a later one's. */
function inOrderOfAttempts(ids: readonly string[]): readonly string[] {
  return ids.filter((id, place) =>
    ids.slice(0, place).every((before) => before.slice(0, -1) !== id.slice(0, -1) || before < id),
  );
}

/** What is not ours, to be compared afterwards. */
function seed({ fake }: Stage, kind: string): { readonly id: number; readonly body: string } | undefined {
  if (kind === "older") {
    const author = fake.add.account("github-actions[bot]");
    if (fake.state.comments.every((comment) => comment.author.login !== author.login))
      fake.add.comment({ issue: 1, body: bodyOf({ id: 1, attempt: 1 }), author });
    return undefined;
  }
  const body = kind === "stranger" ? bodyOf({ id: 99, attempt: 1 }) : "a comment";
  const { id } = fake.add.comment({ issue: 1, body, author: fake.add.account("mallory") });
  return { id, body };
}
