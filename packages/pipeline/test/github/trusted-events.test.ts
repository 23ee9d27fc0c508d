import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publish } from "../../src/github/publish.ts";
import type { PublishOptions, PublishResult } from "../../src/github/publish-end.ts";
import { commitOn, proposeFromFork } from "./fork.ts";
import {
  aShop,
  bundleOf,
  bundleZip,
  checkoutOf,
  junit,
  type RunnerOptions,
  type Shop,
  stepIn,
} from "./shop.ts";

let shop: Shop;
let clone: TemporaryRepository;
let out: string;
beforeEach(async () => {
  shop = await aShop();
  clone = shop.origin.clone();
  out = join(createTemporaryFolder(), "out");
});
afterEach(() => shop.close());

type Run = ReturnType<Shop["fake"]["add"]["run"]>;

const feature = { "price.js": "export const price = 1;\n" };
const writes = { contents: "read", actions: "read", checks: "write", "pull-requests": "write" } as const;

async function leaveBundle(run: Run, sha: string, report = junit()): Promise<void> {
  const step = stepIn(shop, checkoutOf(shop, sha), { event: "pull_request" });
  const bytes = bundleZip(await bundleOf(step, report));
  shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
}

function publishOn(options: RunnerOptions, more: Partial<PublishOptions> = {}): Promise<PublishResult> {
  clone.git("fetch", "--quiet", "origin");
  clone.git("checkout", "--quiet", "--detach", shop.main[2]);
  const step = stepIn(shop, clone, { sha: shop.main[2], ...options });
  const token = shop.fake.token({ permissions: writes });
  return publish(step, { token, comment: "always", check: true, status: false, out, ...more });
}

const decision = (): Decision => JSON.parse(readFileSync(join(out, "decision.json"), "utf8")) as Decision;
const checks = (): readonly unknown[] =>
  shop.fake.state.checkRuns.map(({ headSha, conclusion }) => [headSha, conclusion]);
const runPayload = (
  { id, workflow, event, headSha, headBranch, headRepository }: Run,
  more: object = {},
) => ({
  workflow_run: {
    ...{ id, workflow_id: workflow, event, head_sha: headSha, head_branch: headBranch, run_attempt: 1 },
    ...{ status: "completed", head_repository: { full_name: headRepository }, ...more },
  },
});

describe("on pull_request_target", () => {
  const payloadOf = ({ number, head, base }: ReturnType<typeof proposeFromFork>["pull"]): object => ({
    pull_request: {
      ...{ number, state: "open" },
      head: { sha: head.sha, ref: head.branch, repo: { full_name: head.repository } },
      base: { sha: base.sha, ref: base.branch, repo: { full_name: "octo/shop" } },
    },
  });

  it("the newest finished run on the head is judged", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    const own = shop.fake.add.run({ event: "pull_request_target" });
    const payload = payloadOf(proposal.pull);
    await publishOn({ event: "pull_request_target", payload, run: own.id }, { workflow: "ci.yml" });
    expect(checks()).toEqual([[proposal.head, "success"]]);
    expect(shop.fake.state.checkRuns[0]?.externalId).toBe(`tollgate/${proposal.run.id}/1`);
    expect(shop.fake.state.comments).toHaveLength(1);
    shop.fake.assertClean();
  });

  it.each(["unfinished", "without a bundle", "of another head", "of another event"])(
    "a run that is %s is not, and the verdict holds",
    async (what) => {
      const proposal = proposeFromFork(shop, feature);
      if (what !== "without a bundle") await leaveBundle(proposal.run, proposal.merge);
      if (what === "unfinished") proposal.run.attempts[0]!.status = "in_progress";
      const at = shop.fake.state.runs.indexOf(proposal.run);
      if (what === "of another head") shop.fake.state.runs[at] = { ...proposal.run, headSha: shop.main[0] };
      if (what === "of another event") shop.fake.state.runs[at] = { ...proposal.run, event: "push" };
      const own = shop.fake.add.run({ event: "pull_request_target" });
      await publishOn({ event: "pull_request_target", payload: payloadOf(proposal.pull), run: own.id });
      expect(checks()).toEqual([[proposal.head, "failure"]]);
      expect(decision().outcome).toBe("hold");
      expect(decision().inputs.options?.absent?.[0]?.because).toContain("no run of a workflow on its head");
    },
  );
});

describe("a pull request that is judged on pull_request_target", () => {
  /** The policy of `lax` lets everything pass; the event speaks of a pull request to it. */
  async function targeting(): Promise<{
    proposal: ReturnType<typeof proposeFromFork>;
    publishIt: () => Promise<PublishResult>;
  }> {
    const lax = "version: 1\nrules:\n  no-missing-evidence: {}\n";
    const tip = commitOn(shop.origin, shop.main[2], { "tollgate.yml": lax });
    shop.origin.git("update-ref", "refs/heads/lax", tip);
    shop.fake.add.commit({ sha: tip });
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.head, junit({ failing: ["pays"] }));
    const { head, number } = proposal.pull;
    const payload = {
      pull_request: {
        ...{ number, state: "open", base: { sha: tip, ref: "lax", repo: { full_name: "octo/shop" } } },
        head: { sha: head.sha, ref: head.branch, repo: { full_name: head.repository } },
      },
    };
    const own = shop.fake.add.run({ event: "pull_request_target" });
    return { proposal, publishIt: () => publishOn({ event: "pull_request_target", payload, run: own.id }) };
  }

  it("and goes to another branch by now is judged by that one's policy", async () => {
    const { proposal, publishIt } = await targeting();
    await publishIt();
    expect(checks()).toEqual([[proposal.head, "failure"]]);
    expect(decision()).toMatchObject({ outcome: "block", subject: { baseRef: "main" } });
  });

  it("is not while another one to another base has its commit", async () => {
    const { proposal, publishIt } = await targeting();
    const { head, base } = proposal.pull;
    proposal.pull.base = { ...base, branch: "lax" };
    shop.fake.add.pullRequest({ head: { branch: "twin", sha: head.sha }, base: { branch: "main" } });
    await publishIt();
    expect(checks()).toEqual([[proposal.head, "failure"]]);
    expect(JSON.stringify(decision())).toContain("Several open pull requests have this head");
  });
});

describe("on workflow_run", () => {
  it("a result that is given is not looked at", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge, junit({ failing: ["pays"] }));
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn(
      { event: "workflow_run", payload: runPayload(proposal.run), run: own.id },
      { result: "somewhere" },
    );
    expect(checks()).toEqual([[proposal.head, "failure"]]);
    expect(decision().outcome).toBe("block");
  });

  it("a push is judged by itself, against the commit before", async () => {
    const [, before, tip] = shop.main;
    const run = shop.fake.add.run({ headSha: tip, status: "completed", conclusion: "success" });
    await leaveBundle(run, tip);
    shop.fake.add.job(run, { name: "test" });
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn({ event: "workflow_run", payload: runPayload(run), run: own.id });
    expect(checks()).toEqual([[tip, "success"]]);
    expect(decision().subject).toMatchObject({ headSha: tip, mergeBaseSha: before, event: "push" });
    expect(shop.fake.state.comments).toEqual([]);
  });

  it("a push elsewhere is judged against where it left the default branch", async () => {
    const { origin, main } = shop;
    origin.git("switch", "--quiet", "--detach", main[1]);
    const tip = origin.commit("topic", feature);
    origin.git("update-ref", "refs/heads/topic", tip);
    shop.fake.add.commit({ sha: tip });
    const run = shop.fake.add.run({ headSha: tip, headBranch: "topic", status: "completed" });
    await leaveBundle(run, main[0]);
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn({ event: "workflow_run", payload: runPayload(run), run: own.id });
    expect(checks()).toEqual([[tip, "failure"]]);
    expect(decision().subject).toMatchObject({ headSha: tip, mergeBaseSha: main[1] });
    expect(JSON.stringify(decision())).toContain("The report was collected on commit");
  });

  it("a merge group is judged by the policy of the branch of its queue", async () => {
    const strict = commitOn(shop.origin, shop.main[2], { "tollgate.yml": "version: 1\n" });
    shop.origin.git("update-ref", "refs/heads/releases/2", strict);
    const group = commitOn(shop.origin, strict, feature);
    const headBranch = `gh-readonly-queue/releases/2/pr-7-${strict}`;
    shop.origin.git("update-ref", `refs/heads/${headBranch}`, group);
    shop.fake.add.commit({ sha: group });
    const run = shop.fake.add.run({ event: "merge_group", headSha: group, headBranch, status: "completed" });
    await leaveBundle(run, group);
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn({ event: "workflow_run", payload: runPayload(run), run: own.id });
    expect(decision().subject).toMatchObject({ headSha: group, baseSha: strict, event: "merge_group" });
    const strange = runPayload({ ...run, headBranch: "elsewhere" });
    const publishing = publishOn({ event: "workflow_run", payload: strange, run: own.id });
    await expect(publishing).rejects.toThrow("of no merge queue");
  });

  it("a review's run is of the pull request that was reviewed", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    const payload = runPayload({ ...proposal.run, event: "pull_request_review" });
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn({ event: "workflow_run", payload, run: own.id });
    expect(decision().subject).toMatchObject({ pullRequest: proposal.pull.number, baseRef: "main" });
  });

  it("a push is judged by no branch that is only guessed", async () => {
    const run = shop.fake.add.run({ headSha: shop.main[2], status: "completed" });
    await leaveBundle(run, shop.main[2]);
    const own = shop.fake.add.run({ event: "workflow_run" });
    const payload = { ...runPayload(run), repository: {} };
    const publishing = publishOn({ event: "workflow_run", payload, run: own.id });
    await expect(publishing).rejects.toThrow("Nothing tells to which branch the judged commit goes");
    expect(checks()).toEqual([[shop.main[2], "failure"]]);
  });

  it("a push of another repository is refused", async () => {
    const run = shop.fake.add.run({ headRepository: "mallory/shop", status: "completed" });
    const own = shop.fake.add.run({ event: "workflow_run" });
    const publishing = publishOn({ event: "workflow_run", payload: runPayload(run), run: own.id });
    await expect(publishing).rejects.toThrow("is of mallory/shop and of the event push");
    expect(checks()).toEqual([]);
  });

  it("a pull request is not judged while another one to another base has its commit", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    const { sha } = proposal.pull.head;
    shop.fake.add.pullRequest({ head: { branch: "twin", sha }, base: { branch: "lax", sha: shop.main[0] } });
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn({ event: "workflow_run", payload: runPayload(proposal.run), run: own.id });
    expect(checks()).toEqual([[proposal.head, "failure"]]);
    expect(shop.fake.state.comments).toEqual([]);
  });

  it("a pull request is not judged by its own base when only another one has its commit by now", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    proposal.pull.state = "closed";
    const { sha } = proposal.pull.head;
    shop.fake.add.pullRequest({
      head: { branch: "twin", sha },
      base: { branch: "strict", sha: shop.main[0] },
    });
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn({ event: "workflow_run", payload: runPayload(proposal.run), run: own.id });
    expect(checks()).toEqual([[proposal.head, "failure"]]);
    expect(JSON.stringify(decision())).toContain("No open pull request has the commit");
  });

  it("a pull request of a fork that is gone has its check alone, and it fails", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    const payload = runPayload(proposal.run, { head_repository: null });
    const own = shop.fake.add.run({ event: "workflow_run" });
    await publishOn({ event: "workflow_run", payload, run: own.id });
    expect(checks()).toEqual([[proposal.head, "failure"]]);
    expect(JSON.stringify(decision())).toContain("the repository or branch that it came from is gone");
    expect(shop.fake.state.comments).toEqual([]);
  });

  it("an event that tells no run is refused", async () => {
    const own = shop.fake.add.run({ event: "workflow_run" });
    await expect(publishOn({ event: "workflow_run", payload: {}, run: own.id })).rejects.toThrow("no run of");
  });
});

describe("an override label", () => {
  it.each([
    ["of the judged pull request counts", 0, "success"],
    ["of another pull request does not", 1, "failure"],
  ])("%s", async (_what, away, conclusion) => {
    const override = "version: 1\noverride: { label: ship-it }\n";
    const tip = commitOn(shop.origin, shop.main[2], { "tollgate.yml": override });
    shop.origin.git("update-ref", "refs/heads/main", tip);
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.head, junit({ failing: ["pays"] }));
    const { head, number } = proposal.pull;
    const payload = {
      action: "labeled",
      label: { name: "ship-it" },
      sender: { login: "lin" },
      pull_request: {
        ...{
          number: number + away,
          state: "open",
          labels: [{ name: "ship-it" }],
          body: "Tollgate-override: now",
        },
        head: { sha: head.sha, ref: head.branch, repo: { full_name: head.repository } },
        base: { sha: tip, ref: "main", repo: { full_name: "octo/shop" } },
      },
    };
    const own = shop.fake.add.run({ event: "pull_request_target" });
    await publishOn({ event: "pull_request_target", payload, run: own.id }, { runId: proposal.run.id });
    expect(checks()).toEqual([[proposal.head, conclusion]]);
  });
});

describe("a run that is judged anew", () => {
  it("may be named", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    const own = shop.fake.add.run({ event: "workflow_dispatch" });
    await publishOn({ event: "workflow_dispatch", run: own.id }, { runId: proposal.run.id });
    expect(checks()).toEqual([[proposal.head, "success"]]);
  });

  it("fails its check when we crash, and the log alone tells how", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    const own = shop.fake.add.run({ event: "workflow_run" });
    const step = stepIn(shop, clone, {
      event: "workflow_run",
      payload: runPayload(proposal.run),
      run: own.id,
    });
    const token = shop.fake.token({ permissions: writes });
    const options = { token, comment: "always", check: true, status: false, out } as const;
    const crashing = publish({ ...step, env: { ...step.env, RUNNER_TEMP: join(out, "nowhere") } }, options);
    await expect(crashing).rejects.toThrow("ENOENT");
    expect(shop.fake.state.checkRuns).toMatchObject([
      { headSha: proposal.head, conclusion: "failure", title: "Tollgate could not judge" },
    ]);
    expect(JSON.stringify(shop.fake.state.checkRuns)).not.toContain("ENOENT");
  });

  it("is the own one without a result", async () => {
    const proposal = proposeFromFork(shop, feature);
    await leaveBundle(proposal.run, proposal.merge);
    await publishOn({ event: "pull_request", run: proposal.run.id });
    expect(checks()).toEqual([[proposal.head, "success"]]);
  });

  it.each([
    ["no token", { token: "" }, {}, "There is no token"],
    ["no run", {}, { run: undefined }, "Nothing tells which run"],
  ])("is refused with %s", async (_what, more, without, message) => {
    const own = shop.fake.add.run({ event: "push" });
    const options = { event: "push", ...("run" in without ? {} : { run: own.id }) };
    await expect(publishOn(options, more)).rejects.toThrow(message);
  });
});
