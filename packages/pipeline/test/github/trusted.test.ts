import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { zipOf } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gateRun } from "../../src/github/gate-run.ts";
import type { PublishResult } from "../../src/github/publish-end.ts";
import { type PublishTestedOptions, publishTested } from "../../src/github/trusted/publish-tested.ts";
import { replay } from "../../src/replay.ts";
import { environmentIn } from "../missing-data/stage.ts";
import { commitOn, mergeOf, type Proposal, proposeFromFork, trustedStep } from "./fork.ts";
import { aShop, bundleOf, bundleZip, checkoutOf, junit, resultZip, type Shop, stepIn } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.close());

const feature = { "price.js": "export const price = 1;\n" };
const bundleName = "tollgate-bundle-test-1of1-attempt1";
const writes = { contents: "read", actions: "read", checks: "write", "pull-requests": "write" } as const;

/** What the run without rights leaves: bundles of a job on a commit, and what its gate wrote. */
async function tested({ run, merge, pull }: Proposal, report = junit(), on = merge): Promise<string> {
  const checkout = checkoutOf(shop, on);
  const payload = {
    pull_request: {
      number: pull.number,
      head: { sha: pull.head.sha },
      base: { ref: "main", sha: shop.main[2] },
    },
  };
  const step = stepIn(shop, checkout, { event: "pull_request", payload, run: run.id, sha: on });
  const bytes = bundleZip(await bundleOf(step, report));
  shop.fake.add.artifact(run, { name: bundleName, bytes });
  const token = shop.fake.token({ fork: true, permissions: { contents: "read", actions: "read" } });
  const judged = await gateRun(step, { token, bundles: [], baseline: "off", jobs: "off" });
  shop.fake.add.artifact(run, { name: "tollgate-result-tollgate-attempt1", bytes: resultZip(judged.folder) });
  return judged.folder;
}

async function publish(
  proposal: Pick<Proposal, "run">,
  options: Partial<PublishTestedOptions> & { readonly env?: Record<string, string> } = {},
): Promise<PublishResult> {
  const clone = shop.origin.clone("--branch", "main");
  clone.git("checkout", "--quiet", "main");
  shop.fake.requests.length = 0;
  const step = trustedStep(shop, clone, proposal);
  const { env, ...rest } = options;
  const token = shop.fake.token({ permissions: writes });
  return publishTested(
    { ...step, env: { ...step.env, ...env } },
    {
      token,
      comment: "always",
      check: true,
      status: false,
      out: join(createTemporaryFolder(), "out"),
      ...rest,
    },
  );
}

/** The one check and the comments that are there now. */
function shown(): { sha: string; conclusion: string | null; says: string; comments: readonly number[] } {
  const { checkRuns, comments } = shop.fake.state;
  expect(checkRuns).toHaveLength(1);
  const [check] = checkRuns;
  return {
    ...{ sha: check!.headSha, conclusion: check!.conclusion },
    says: `${check!.title}\n${check!.summary}\n${check!.text ?? ""}`,
    comments: comments.map(({ issue }) => issue),
  };
}

describe("the trusted half of a pull request from a fork", () => {
  it("shows the verdict on the head and the pull request, with few calls", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    const { exitCode, warning } = await publish(proposal);
    expect([exitCode, warning]).toEqual([0, undefined]);
    expect(shown()).toMatchObject({
      sha: proposal.head,
      conclusion: "success",
      comments: [proposal.pull.number],
    });
    const counted = shop.fake.requests.filter(({ operation }) => operation !== "actions/download-artifact");
    expect(counted.length).toBeLessThanOrEqual(12);
    shop.fake.assertClean();
  });

  it("can be judged again from what it wrote, in a clone that has the commits", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal, junit({ failing: ["pays"] }));
    const out = join(createTemporaryFolder(), "out");
    await publish(proposal, { out });
    const told: string[] = [];
    const clone = checkoutOf(shop, proposal.merge);
    const options = { files: [join(out, "decision.json")], chain: false, json: false };
    expect([await replay(environmentIn(clone, told), options), told.join("")]).toEqual([
      0,
      expect.stringContaining("The same bytes."),
    ]);
  });

  it("judges the head where the run tested that instead of the merge", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal, junit(), proposal.head);
    await publish(proposal);
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "success" });
  });

  it("judges by the base's policy what only the head's would let pass", async () => {
    const lax = "version: 1\nrules:\n  no-failing-tests: { mode: observe }\n";
    const proposal = proposeFromFork(shop, { ...feature, "tollgate.yml": lax });
    await tested(proposal, junit({ failing: ["pays"] }));
    await publish(proposal);
    expect(shown()).toMatchObject({ conclusion: "failure", comments: [proposal.pull.number] });
    expect(shown().says).toContain("pays");
  });

  it("writes to no pull request when the run says that it is of another one", async () => {
    const victim = shop.fake.add.pullRequest({ base: { branch: "main", sha: shop.main[2] } });
    const proposal = proposeFromFork(shop, feature);
    const folder = await tested(proposal);
    forge(proposal, folder, { pullRequest: victim.number });
    await publish(proposal);
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "failure", comments: [] });
    expect(shown().says).toContain("it says that it is of pull request");
  });

  it.each([
    ["commit", { headSha: "f".repeat(40) }, "it says that it is of commit"],
    ["repository", { repository: "mallory/shop" }, "it says that it is of another repository"],
  ])("blocks when the run says that it is of another %s", async (_what, subject, says) => {
    const proposal = proposeFromFork(shop, feature);
    forge(proposal, await tested(proposal), subject);
    await publish(proposal);
    expect(shown()).toMatchObject({ conclusion: "failure", comments: [] });
    expect(shown().says).toContain(says);
  });

  it.each([
    ["climbs out", () => zipOf([{ name: "../decision.json", content: "{}" }]), "its result is refused"],
    [
      "is no decision",
      () => zipOf(["decision.json", "evidence.tollgate"].map((name) => ({ name, content: "{}" }))),
      "it holds no decision that can be read",
    ],
  ])("blocks when the result of the run %s", async (_what, bytes, says) => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    replaceResult(proposal, bytes());
    await publish(proposal);
    expect(shown()).toMatchObject({ conclusion: "failure", comments: [] });
    expect(shown().says).toContain(says);
  });

  it("compares with the base branch's run, and knows what failed there before", async () => {
    const { fake, main } = shop;
    const run = fake.add.run({ headSha: main[2], status: "completed", conclusion: "failure" });
    const payload = { ref: "refs/heads/main", before: main[1] };
    const step = stepIn(shop, checkoutOf(shop, main[2]), {
      event: "push",
      payload,
      run: run.id,
      sha: main[2],
    });
    const bytes = bundleZip(await bundleOf(step, junit({ failing: ["pays"] })));
    fake.add.artifact(run, { name: bundleName, bytes });
    const token = fake.token({ permissions: { contents: "read", actions: "read" } });
    const before = await gateRun(step, { token, bundles: [], baseline: "off", jobs: "off" });
    fake.add.artifact(run, { name: "tollgate-result-tollgate-attempt1", bytes: resultZip(before.folder) });
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal, junit({ failing: ["pays"] }));
    const out = join(createTemporaryFolder(), "out");
    await publish(proposal, { out });
    const decision = JSON.parse(readFileSync(join(out, "decision.json"), "utf8"));
    expect(decision.inputs.baseline.how).toBe(
      `run ${run.id} of main (${main[2].slice(0, 7)}), at the merge base`,
    );
    const [known] = decision.rules.filter(({ rule }: { rule: string }) => rule === "no-new-failures");
    expect(known.answer).toBe("pass");
  });

  it("judges a head that a newer push has taken the place of", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    const newer = commitOn(shop.origin, shop.main[1], { "newer.js": "export {};\n" });
    shop.origin.git("update-ref", `refs/pull/${proposal.pull.number}/head`, newer);
    await publish(proposal);
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "success" });
  });

  it("blocks evidence of another commit", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal, junit(), shop.main[0]);
    await publish(proposal);
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "failure" });
    expect(shown().says).toContain("parents are not a commit of the base and the head");
  });

  it("blocks evidence of a merge whose files are not those of base and head", async () => {
    const proposal = proposeFromFork(shop, feature);
    const { origin, main } = shop;
    origin.git("switch", "--quiet", "--detach", proposal.merge);
    origin.write({ "cart.js": "export const total = 0; // easier to test\n" });
    origin.git("add", "--all");
    const tree = origin.git("write-tree");
    const crafted = origin.git("commit-tree", "-p", main[2], "-p", proposal.head, "-m", "merge", tree);
    origin.git("reset", "--quiet", "--hard");
    origin.git("update-ref", "refs/heads/crafted", crafted);
    await tested(proposal, junit(), crafted);
    await publish(proposal);
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "failure" });
    expect(shown().says).toContain("files are not what merging base and head gives");
  });

  it("blocks evidence of a merge with what is not on the base branch", async () => {
    const proposal = proposeFromFork(shop, feature);
    const other = commitOn(shop.origin, shop.main[1], { "other.js": "export {};\n" });
    await tested(proposal, junit(), mergeOf(shop.origin, other, proposal.head));
    await publish(proposal);
    expect(shown()).toMatchObject({ conclusion: "failure" });
    expect(shown().says).toContain("is no commit of the base branch");
  });

  it.each([
    ["a truncated bundle", async (bytes: Buffer) => bundleZip(bytes.subarray(0, bytes.length - 20))],
    ["an empty artifact", async () => zipOf([])],
    ["an artifact that climbs out", async () => zipOf([{ name: "../../x.tollgate", content: "x" }])],
  ])("blocks %s", async (_what, damage) => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    const { artifacts } = shop.fake.state;
    const at = artifacts.findIndex(({ name }) => name === bundleName);
    const step = stepIn(shop, checkoutOf(shop, proposal.merge), { event: "pull_request" });
    artifacts[at] = { ...artifacts[at]!, bytes: await damage(await bundleOf(step, junit())), digest: null };
    await publish(proposal);
    expect(shown()).toMatchObject({ conclusion: "failure", comments: [proposal.pull.number] });
  });

  it("blocks an artifact whose bytes are not those that GitHub lists", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    const { artifacts } = shop.fake.state;
    const at = artifacts.findIndex(({ name }) => name === bundleName);
    artifacts[at] = { ...artifacts[at]!, digest: `sha256:${"0".repeat(64)}` };
    await publish(proposal);
    expect(shown()).toMatchObject({ conclusion: "failure" });
    expect(shown().says).toContain("bytes are not those whose digest GitHub lists");
  });

  it("holds a run that left no bundle", async () => {
    const proposal = proposeFromFork(shop, feature);
    await publish(proposal);
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "failure" });
    expect(shown().says).toContain("no artifact of the run has a name that begins with");
  });

  it("takes no base from a run of the fork", async () => {
    const proposal = proposeFromFork(shop, feature);
    const folder = await tested(proposal);
    const run = shop.fake.add.run({
      ...{ headSha: shop.main[2], headBranch: "main", headRepository: "mallory/shop" },
      ...{ event: "push", status: "completed", conclusion: "success" },
    });
    shop.fake.add.artifact(run, { name: "tollgate-result-tollgate-attempt1", bytes: resultZip(folder) });
    const out = join(createTemporaryFolder(), "out");
    await publish(proposal, { out });
    const decision = JSON.parse(readFileSync(join(out, "decision.json"), "utf8"));
    expect(decision.inputs.baseline).toBe(undefined);
    expect(JSON.stringify(decision.inputs.problems)).toContain("it is of another repository");
  });

  it("runs nothing that the head brings, whatever this machine's git is told", async () => {
    const folder = createTemporaryFolder();
    const canary = join(folder, "ran");
    const run = `touch ${canary}`;
    writeFileSync(
      join(folder, "gitconfig"),
      `[filter "evil"]\n\tsmudge = "${run}; cat"\n\tclean = "${run}; cat"\n\trequired = true\n[diff "evil"]\n\ttextconv = "${run}; cat"\n\tcommand = "${run}"\n[merge "evil"]\n\tdriver = "${run}"\n[core]\n\thooksPath = hooks\n`,
    );
    const proposal = proposeFromFork(shop, {
      ...feature,
      ".gitattributes": "* filter=evil diff=evil merge=evil\n",
      "hooks/post-checkout": `#!/bin/sh\n${run}\n`,
      "hooks/reference-transaction": `#!/bin/sh\n${run}\n`,
    });
    await tested(proposal);
    await publish(proposal, { env: { GIT_CONFIG_GLOBAL: join(folder, "gitconfig") } });
    expect(existsSync(canary)).toBe(false);
    expect(shown().conclusion).toBe("success");
  });

  it("blocks where no open pull request has the head, as it may be opened again", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    proposal.pull.state = "closed";
    await publish(proposal);
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "failure", comments: [] });
  });

  it("blocks where several open pull requests have the head", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    const { head } = proposal.pull;
    shop.fake.add.pullRequest({ head, base: { branch: "release", sha: shop.main[0] } });
    await publish(proposal);
    expect(shown()).toMatchObject({ conclusion: "failure", comments: [] });
    expect(shown().says).toContain("Several open pull requests have this head");
  });

  it("shows that it could not judge where the head cannot be fetched", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    shop.origin.git("update-ref", "-d", `refs/pull/${proposal.pull.number}/head`);
    await expect(publish(proposal)).rejects.toThrow("cannot be fetched");
    expect(shown()).toMatchObject({ sha: proposal.head, conclusion: "failure" });
    expect(shown().says).toContain("could not judge");
  });

  it("makes no check while GitHub is down", async () => {
    const proposal = proposeFromFork(shop, feature);
    await tested(proposal);
    shop.fake.inject({ kind: "status", status: 503 }, { times: 1_000 });
    await expect(publish(proposal)).rejects.toThrow("503");
    expect(shop.fake.state.checkRuns).toEqual([]);
  });
});

/** Changes what the result of the run says that it is about. */
function forge(proposal: Proposal, folder: string, subject: object): void {
  const path = join(folder, "decision.json");
  const decision = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...decision, subject: { ...decision.subject, ...subject } }));
  replaceResult(proposal, resultZip(folder));
}

function replaceResult({ run }: Proposal, bytes: Uint8Array): void {
  const { artifacts } = shop.fake.state;
  const at = artifacts.findIndex(({ run: of, name }) => of === run.id && name.startsWith("tollgate-result-"));
  artifacts[at] = { ...artifacts[at]!, bytes, digest: null };
}
