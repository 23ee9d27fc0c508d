import { readdirSync, readFileSync } from "node:fs";
import { zipOf } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replay } from "../../src/replay.ts";
import type { Judged } from "../../src/run.ts";
import { environmentIn } from "../missing-data/stage.ts";
import { gateIn, messages, proposed, pushed, told } from "./gate-stage.ts";
import { aShop, bundleOf, bundleZip, checkoutOf, junit, type Shop, stepIn } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.close());

describe("a gate in a run of a pull request", () => {
  it("judges the bundles of all jobs against the nearest run of the base, with few calls", async () => {
    const base = await pushed(shop, shop.main[0], junit({ passing: [], failing: ["adds"] }));
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    for (const job of ["test", "lint"]) {
      const bytes = bundleZip(await bundleOf(step, junit({ passing: [job] }), { job }));
      shop.fake.add.artifact(run, { name: `tollgate-bundle-${job}-1of1-attempt1`, bytes });
      shop.fake.add.job(run, { name: job });
    }
    shop.fake.requests.length = 0;
    const judged = await gateIn(shop, step);
    expect(judged.decision.inputs.baseline?.how).toBe(
      `run ${base.run} of main (${shop.main[0].slice(0, 7)}), 1 commit before the merge base`,
    );
    expect(messages(judged)).toEqual([]);
    expect(judged.decision).toMatchObject({ outcome: "allow", counts: { tests: 2 } });
    expect(judged.decision.inputs.options?.jobs).toEqual([
      { name: "lint", attempt: 1, end: "passed" },
      { name: "test", attempt: 1, end: "passed" },
    ]);
    // Artifacts, jobs, the run, runs of the workflow, artifacts of the base; and one for each archive.
    expect(shop.fake.requests.map(({ operation }) => operation)).toEqual([
      "actions/list-workflow-run-artifacts",
      "actions/download-artifact",
      "actions/download-artifact",
      "actions/list-jobs-for-workflow-run-attempt",
      "actions/get-workflow-run",
      "actions/list-workflow-runs",
      "actions/list-workflow-run-artifacts",
      "actions/download-artifact",
    ]);
    shop.fake.assertClean();
  });

  it("leaves no verdict that lay there, whatever keeps it from reaching one", async () => {
    const { run } = await pushed(shop, shop.main[0], junit());
    const checkout = checkoutOf(shop, shop.main[0]);
    const step = stepIn(shop, checkout, { event: "push", run, sha: shop.main[0] });
    const { folder } = await gateIn(shop, step);
    expect(readdirSync(folder)).toContain("publication.json");
    checkout.write({ "tollgate.yml": "version: 99\n" });
    await expect(gateIn(shop, step)).rejects.toThrow("tollgate.yml");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("holds where no job left a bundle", async () => {
    const { merge, options } = proposed(shop);
    const judged = await gateIn(shop, stepIn(shop, checkoutOf(shop, merge), options));
    expect(judged).toMatchObject({ exitCode: 1, decision: { outcome: "hold" } });
    expect(messages(judged)[0]).toContain(
      "Every bundle of this run did not arrive (no artifact of the run has a name that begins with `tollgate-bundle-`)",
    );
    expect(readFileSync(`${judged.folder}/publication.json`, "utf8")).toContain('"outcome": "hold"');
    // Judged again, what GitHub did not give is still not there.
    const files = [`${judged.folder}/decision.json`];
    const again: string[] = [];
    const clone = checkoutOf(shop, merge);
    expect(await replay(environmentIn(clone, again), { files, chain: false, json: false })).toBe(0);
  });

  it("blocks for an artifact that is no bundle's, and reads nothing of it", async () => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const good = bundleZip(await bundleOf(step, junit()));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes: good });
    const bytes = zipOf([{ name: "../evidence.tollgate", content: "x" }]);
    shop.fake.add.artifact(run, { name: "tollgate-bundle-evil-1of1-attempt1", bytes });
    shop.fake.add.artifact(run, { name: "tollgate-bundle-none-1of1-attempt1", bytes: zipOf([]) });
    const damaged = bundleZip(Buffer.from("no gzip"));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-torn-1of1-attempt1", bytes: damaged });
    const judged = await gateIn(shop, step);
    expect(judged.decision.outcome).toBe("block");
    const errors = told(judged).filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, path, message }) => [code, path, message])).toEqual([
      [
        "bundle-refused",
        "tollgate-bundle-torn-1of1-attempt1",
        "The bundle is not used: it is not compressed with gzip, or damaged.",
      ],
      [
        "artifact-refused",
        "tollgate-bundle-evil-1of1-attempt1",
        'The artifact is not read: "../evidence.tollgate" is a path, and only files without a folder belong into it.',
      ],
      [
        "artifact-refused",
        "tollgate-bundle-none-1of1-attempt1",
        "The artifact is not read: it holds no bundle.",
      ],
    ]);
  });

  it("blocks for a bundle of an attempt that the run has not had, and counts the real ones", async () => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), { ...options, attempt: 2 });
    const add = async (attempt: number, report: string): Promise<void> =>
      void shop.fake.add.artifact(run, {
        name: `tollgate-bundle-test-1of1-attempt${attempt}`,
        bytes: bundleZip(await bundleOf(step, report, { attempt })),
      });
    await add(1, junit());
    await add(2, junit({ failing: ["rounds"] }));
    await add(9, junit({ passing: ["adds", "rounds"] }));
    const judged = await gateIn(shop, step, { jobs: "off", baseline: "off" });
    const { decision } = judged;
    expect(decision.counts).toMatchObject({ tests: 2, failing: 1 });
    expect(messages(judged)).toContain("1 of 2 tests fails.");
    expect(messages(judged)).toContain("1 of 1 report could not be read completely.");
    expect(decision.inputs.options?.attempt).toBe(2);
    const files = [`${judged.folder}/decision.json`];
    const clone = checkoutOf(shop, merge);
    expect(await replay(environmentIn(clone, []), { files, chain: false, json: false })).toBe(0);
  });

  it.each([
    ["in number", 601, 1, "the run has 601 artifacts of that name, at most 600 are read"],
    ["in bytes", 5, 1024 ** 3, "the run's bundles have 5368709120 bytes in all, at most 4294967296 are read"],
  ])("blocks for too much %s, and asks for none of it", async (_what, count, byteLength, why) => {
    const { run, merge, options } = proposed(shop);
    const bytes = zipOf([]);
    Object.defineProperty(bytes, "byteLength", { value: byteLength });
    for (let at = 0; at < count; at++)
      shop.fake.add.artifact(run, { name: `tollgate-bundle-${at}`, bytes, digest: null });
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const judged = await gateIn(shop, step, { baseline: "off", jobs: "off" });
    expect(judged.decision.outcome).toBe("block");
    expect(told(judged).map(({ message }) => message)).toEqual([`The artifact is not read: ${why}.`]);
    expect(shop.fake.downloads).toEqual([]);
  });

  it("holds where the token may not read runs, and names the permission", async () => {
    const { merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const judged = await gateIn(shop, step, {
      token: shop.fake.token({ permissions: { contents: "read" } }),
    });
    expect(judged.decision.outcome).toBe("hold");
    expect(judged.decision.inputs.options?.absent?.map(({ what, remedy }) => [what, remedy])).toEqual([
      ["the list of the run's bundles", expect.stringContaining("`actions: read`")],
      ["the list of the run's jobs", expect.stringContaining("`actions: read`")],
    ]);
    expect(told(judged).map(({ code, remedy }) => [code, remedy])).toEqual([
      ["platform-refused", expect.stringContaining("`actions: read`")],
    ]);
  });

  it.each([
    ["down", { kind: "status", status: 503 }],
    ["answers with pages of HTML", { kind: "html-502" }],
    ["limits its rate for an hour", { kind: "rate-limit", limit: "primary", status: 403, seconds: 3_600 }],
  ] as const)("holds while GitHub is %s", async (_what, fault) => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    shop.fake.add.artifact(run, {
      name: "tollgate-bundle-test-1of1-attempt1",
      bytes: bundleZip(await bundleOf(step, junit())),
    });
    shop.fake.inject(fault, { times: 1_000 });
    const judged = await gateIn(shop, step);
    expect(judged).toMatchObject({ exitCode: 1, decision: { outcome: "hold" } });
    expect(judged.decision.inputs.options?.absent).toHaveLength(2);
  });

  it("gets over a lost answer, a body that is cut off, and a list that comes by pages", async () => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    for (let at = 0; at < 120; at++) shop.fake.add.artifact(run, { name: `other-${at}`, bytes });
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    shop.fake.state.artifacts.unshift(shop.fake.state.artifacts.pop()!);
    shop.fake.inject({ kind: "done-then-lost" }, { operation: "actions/list-workflow-run-artifacts" });
    shop.fake.inject({ kind: "cut-off" }, { operation: "download" });
    shop.fake.inject({ kind: "half-body" }, { operation: "download", skip: 1 });
    const judged = await gateIn(shop, step, { jobs: "off", baseline: "off" });
    expect(told(judged)).toEqual([]);
    expect(judged.decision.counts.tests).toBe(1);
    shop.fake.assertClean();
  });

  it.each([
    ["has expired", "2020-01-01T00:00:00Z", "the artifact has expired"],
    ["does not arrive", undefined, "the file's host answered 500"],
  ])("holds where a bundle %s", async (_what, expiresAt, because) => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    const name = "tollgate-bundle-test-1of1-attempt1";
    shop.fake.add.artifact(run, { name, bytes, ...(expiresAt === undefined ? {} : { expiresAt }) });
    shop.fake.inject({ kind: "status", status: 500 }, { operation: "download", times: 1_000 });
    const judged = await gateIn(shop, step, { baseline: "off", jobs: "off" });
    expect(judged.decision.outcome).toBe("hold");
    expect(judged.decision.inputs.options?.absent?.[0]).toMatchObject({
      what: `the bundle of the artifact ${name}`,
      because: expect.stringContaining(because),
    });
  });

  it("holds for a job that was cancelled and whose bundle says that all is well", async () => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    shop.fake.add.job(run, { name: "test", conclusion: "cancelled" });
    const judged = await gateIn(shop, step, { baseline: "off" });
    expect(judged.decision.outcome).toBe("hold");
    expect(messages(judged).join()).toContain('how the tests of the job "test" ended');
  });

  it("holds while another leg of the matrix that judges is still running", async () => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    const legs = ["22", "24"].map((node) =>
      shop.fake.add.job(run, { name: `test (${node})`, status: "in_progress", conclusion: null }),
    );
    const env = { ...step.env, GITHUB_JOB: "test", RUNNER_NAME: legs[1]!.runner! };
    const first = await gateIn(shop, { ...step, env }, { baseline: "off" });
    expect(first.decision.outcome).toBe("hold");
    expect(messages(first)[0]).toContain('bundle of the job "test (22)" did not arrive (it is still running');
    Object.assign(legs[0]!, { status: "completed", conclusion: "success" });
    const last = await gateIn(shop, { ...step, env }, { baseline: "off" });
    expect(last.decision.inputs.options?.jobs).toEqual([{ name: "test (22)", attempt: 1, end: "passed" }]);
  });

  it("blocks by the name of a job that failed and left no bundle", async () => {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit(), { job: "lint" }));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-lint-1of1-attempt1", bytes });
    shop.fake.add.job(run, { name: "lint" });
    shop.fake.add.job(run, { name: "test", conclusion: "failure" });
    const judged = await gateIn(shop, step);
    expect(judged.decision.outcome).toBe("block");
    expect(messages(judged)[0]).toContain('bundle of the job "test" did not arrive (it failed)');
  });
});

describe("bundles by their paths", () => {
  async function judgedBy(bundles: readonly string[], token?: string): Promise<Judged> {
    const { merge, options } = proposed(shop);
    const checkout = checkoutOf(shop, merge);
    const step = stepIn(shop, checkout, options);
    const bundle = await bundleOf(step, junit());
    checkout.write({ ".tollgate/bundles/a/test.tollgate": bundle });
    return gateIn(shop, step, { bundles, token });
  }

  it.each([".tollgate/bundles/a/test.tollgate", ".tollgate/bundles", ".tollgate/bundles/**/*.tollgate"])(
    "are judged without a token: %s",
    async (path) => {
      const judged = await judgedBy([path]);
      expect(judged.decision.counts.tests).toBe(1);
      expect(shop.fake.requests).toEqual([]);
    },
  );

  it("hold where a path names nothing", async () => {
    const judged = await judgedBy(["bundles/*.tollgate", ".tollgate/bundles"]);
    expect(judged.decision.outcome).toBe("hold");
    expect(judged.decision.inputs.options?.absent?.[0]?.what).toBe('every bundle at "bundles/*.tollgate"');
  });

  it("are needed where there is no token", async () => {
    await expect(judgedBy([])).rejects.toThrow("There is no token, and no bundle was named");
  });
});

describe("waivers of a gate", () => {
  const waiver = `version: 1
rule: no-failing-tests
test: { package: shop, kind: unit, title: "cart > pays" }
failure: v1:7557a9e176994a22
reason: The mend takes a week.
owner: "@grace"
createdAt: 2026-01-01
expires: 2026-01-20
`;

  beforeEach(async () => {
    await shop.close();
    shop = await aShop({ ".tollgate/waivers/pays.yml": waiver, CODEOWNERS: "* @grace\n" });
  });

  async function approvalBy(mergedAs: string | undefined, token?: string): Promise<Judged> {
    const { fake } = shop;
    const pull = fake.add.pullRequest({
      state: "closed",
      ...(mergedAs === undefined ? {} : { mergedAs }),
    });
    fake.add.review(pull, { author: fake.add.account("grace"), state: "APPROVED" });
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    return gateIn(shop, step, { jobs: "off", ...(token === undefined ? {} : { token }) });
  }

  const approval = ({ decision: { waivers = [] } }: Judged): unknown => waivers[0]?.approval;

  it("are approved by who reviewed the pull request that brought them", async () => {
    expect(approval(await approvalBy(shop.main[0]))).toEqual({
      verdict: "approved",
      why: "@grace owns it and approved it (review of the pull request)",
    });
    shop.fake.assertClean();
  });

  it("are not by a pull request that brought something else", async () => {
    expect(approval(await approvalBy(shop.main[1]))).toMatchObject({ verdict: "unverified" });
    expect(approval(await approvalBy(undefined))).toMatchObject({ verdict: "unverified" });
  });

  it("are unverified where the token may not ask, and the permission is named", async () => {
    const token = shop.fake.token({ permissions: { contents: "read", actions: "read" } });
    const judged = await approvalBy(shop.main[0], token);
    expect(approval(judged)).toMatchObject({ verdict: "unverified" });
    expect(told(judged)[0]).toMatchObject({
      code: "platform-refused",
      message: expect.stringContaining("Who approved the waivers is not known"),
      remedy: expect.stringContaining("`pull-requests: read`"),
    });
  });
});
