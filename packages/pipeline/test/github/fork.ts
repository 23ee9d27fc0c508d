import type { TemporaryRepository } from "@tollgate/testkit";
import type { FakeGithub } from "@tollgate/testkit/github";
import type { Environment } from "../../src/environment.ts";
import { type Shop, stepIn } from "./shop.ts";

type Run = ReturnType<FakeGithub["add"]["run"]>;
type Pull = ReturnType<FakeGithub["add"]["pullRequest"]>;

/** A pull request from a fork, and the finished run that tested it without any right to write. */
export type Proposal = {
  readonly head: string;
  /** The test merge, as GitHub makes it. */
  readonly merge: string;
  readonly pull: Pull;
  readonly run: Run;
};

/** The fork's branch leaves main at its second commit, and is merged with its third. */
export function proposeFromFork(shop: Shop, files: Readonly<Record<string, string>>): Proposal {
  const { fake, origin, main } = shop;
  const head = commitOn(origin, main[1], files);
  const merge = mergeOf(origin, main[2], head);
  fake.add.repository({ fullName: "mallory/shop", forkOf: "octo/shop" });
  const pull = fake.add.pullRequest({
    head: { repository: "mallory/shop", branch: "feature", sha: head },
    base: { branch: "main", sha: main[2] },
    mergeSha: merge,
  });
  origin.git("update-ref", `refs/pull/${pull.number}/head`, head);
  origin.git("update-ref", `refs/pull/${pull.number}/merge`, merge);
  const run = fake.add.run({
    ...{ event: "pull_request", headSha: head, headBranch: "feature", headRepository: "mallory/shop" },
    ...{ status: "completed", conclusion: "success" },
  });
  fake.add.job(run, { name: "test" });
  return { head, merge, pull, run };
}

export function commitOn(
  origin: TemporaryRepository,
  parent: string,
  files: Readonly<Record<string, string>>,
): string {
  origin.git("switch", "--quiet", "--detach", parent);
  return origin.commit("a change", files);
}

export function mergeOf(origin: TemporaryRepository, base: string, head: string): string {
  origin.git("switch", "--quiet", "--detach", base);
  origin.git("merge", "--quiet", "--no-ff", "--message=merge", head);
  return origin.git("rev-parse", "HEAD");
}

/** The step of a workflow on `workflow_run`, in a clone of the base branch. */
export function trustedStep(
  shop: Shop,
  clone: TemporaryRepository,
  { run }: Pick<Proposal, "run">,
  told: string[] = [],
): Environment {
  const { id, workflow, event, headSha, headBranch, headRepository, attempts } = run;
  const own = shop.fake.add.run({ event: "workflow_run", headSha: shop.main[2] });
  const payload = {
    action: "completed",
    workflow_run: {
      ...{ id, workflow_id: workflow, event, head_sha: headSha, head_branch: headBranch },
      ...{ run_attempt: attempts.length, status: "completed", pull_requests: [] },
      head_repository: { full_name: headRepository },
    },
  };
  return stepIn(shop, clone, { event: "workflow_run", payload, run: own.id, sha: shop.main[2], told });
}
