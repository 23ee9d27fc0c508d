import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Problem } from "@tollgate/model";
import { zipOf } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GateRunOptions, gateRun } from "../../src/github/gate-run.ts";
import { replay } from "../../src/replay.ts";
import type { Judged } from "../../src/run.ts";
import { environmentIn } from "../missing-data/stage.ts";
import {
  aShop,
  bundleOf,
  bundleZip,
  checkoutOf,
  junit,
  type RunnerOptions,
  resultZip,
  type Shop,
  stepIn,
} from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.close());

const reads = { contents: "read", actions: "read", "pull-requests": "read" } as const;

function gateIn(
  environment: ReturnType<typeof stepIn>,
  options: Partial<GateRunOptions> = {},
): Promise<Judged> {
  const token = shop.fake.token({ permissions: reads });
  return gateRun(environment, { token, bundles: [], baseline: "auto", jobs: "auto", ...options });
}

const messages = ({ decision }: Judged): readonly string[] =>
  decision.rules.filter(({ effect }) => effect !== "none").map(({ message }) => message);

const told = ({ decision }: Judged): readonly Problem[] => decision.inputs.problems ?? [];

type Pushed = { readonly run: number; readonly judged: Judged };

/** A finished push run of main whose gate judged and uploaded its result. */
async function pushed(
  sha: string,
  report: string | undefined,
  status: "completed" | "in_progress" = "completed",
): Promise<Pushed> {
  const { fake } = shop;
  const run = fake.add.run({ headSha: sha, status: "in_progress" });
  const checkout = checkoutOf(shop, sha);
  const payload = { ref: "refs/heads/main", before: shop.main[shop.main.indexOf(sha) - 1] };
  const step = stepIn(shop, checkout, { event: "push", payload, run: run.id, sha });
  if (report !== undefined)
    fake.add.artifact(run, {
      name: "tollgate-bundle-test-1of1-attempt1",
      bytes: bundleZip(await bundleOf(step, report)),
    });
  fake.add.job(run, { name: "test" });
  const judged = await gateIn(step);
  fake.add.artifact(run, { name: "tollgate-result-tollgate-attempt1", bytes: resultZip(judged.folder) });
  Object.assign(run.attempts[0]!, { status, conclusion: status === "completed" ? "success" : null });
  return { run: run.id, judged };
}

/** A run for a pull request whose feature branch left main at its second commit. */
function proposed(): {
  readonly run: ReturnType<Shop["fake"]["add"]["run"]>;
  readonly options: RunnerOptions;
  readonly merge: string;
} {
  const { origin, fake } = shop;
  origin.git("switch", "--quiet", "--force-create", "feature", shop.main[1]);
  const head = origin.commit("feature", { "price.js": "export const price = 1;\n" });
  origin.git("switch", "--quiet", "--detach", shop.main[1]);
  origin.git("merge", "--quiet", "--no-ff", "--message=merge", "feature");
  const merge = origin.git("rev-parse", "HEAD");
  const pull = fake.add.pullRequest({ head: { sha: head, branch: "feature" }, base: { sha: shop.main[2] } });
  const run = fake.add.run({ event: "pull_request", headSha: head, headBranch: "feature" });
  const payload = {
    number: pull.number,
    pull_request: { number: pull.number, head: { sha: head }, base: { ref: "main", sha: shop.main[1] } },
  };
  return { run, merge, options: { event: "pull_request", payload, run: run.id, sha: merge } };
}

describe("a gate in a run of a pull request", () => {
  it("judges the bundles of all jobs against the nearest run of the base, with few calls", async () => {
    const base = await pushed(shop.main[0], junit({ passing: [], failing: ["adds"] }));
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    for (const job of ["test", "lint"]) {
      const bytes = bundleZip(await bundleOf(step, junit({ passing: [job] }), { job }));
      shop.fake.add.artifact(run, { name: `tollgate-bundle-${job}-1of1-attempt1`, bytes });
      shop.fake.add.job(run, { name: job });
    }
    shop.fake.requests.length = 0;
    const judged = await gateIn(step);
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
    const { run } = await pushed(shop.main[0], junit());
    const checkout = checkoutOf(shop, shop.main[0]);
    const step = stepIn(shop, checkout, { event: "push", run, sha: shop.main[0] });
    const { folder } = await gateIn(step);
    expect(readdirSync(folder)).toContain("publication.json");
    checkout.write({ "tollgate.yml": "version: 99\n" });
    await expect(gateIn(step)).rejects.toThrow("tollgate.yml");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("holds where no job left a bundle", async () => {
    const { merge, options } = proposed();
    const judged = await gateIn(stepIn(shop, checkoutOf(shop, merge), options));
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
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const good = bundleZip(await bundleOf(step, junit()));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes: good });
    const bytes = zipOf([{ name: "../evidence.tollgate", content: "x" }]);
    shop.fake.add.artifact(run, { name: "tollgate-bundle-evil-1of1-attempt1", bytes });
    shop.fake.add.artifact(run, { name: "tollgate-bundle-none-1of1-attempt1", bytes: zipOf([]) });
    const damaged = bundleZip(Buffer.from("no gzip"));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-torn-1of1-attempt1", bytes: damaged });
    const judged = await gateIn(step);
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

  it.each([
    ["in number", 601, 1, "the run has 601 artifacts of that name, at most 600 are read"],
    ["in bytes", 5, 1024 ** 3, "the run's bundles have 5368709120 bytes in all, at most 4294967296 are read"],
  ])("blocks for too much %s, and asks for none of it", async (_what, count, byteLength, why) => {
    const { run, merge, options } = proposed();
    const bytes = zipOf([]);
    Object.defineProperty(bytes, "byteLength", { value: byteLength });
    for (let at = 0; at < count; at++)
      shop.fake.add.artifact(run, { name: `tollgate-bundle-${at}`, bytes, digest: null });
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const judged = await gateIn(step, { baseline: "off", jobs: "off" });
    expect(judged.decision.outcome).toBe("block");
    expect(told(judged).map(({ message }) => message)).toEqual([`The artifact is not read: ${why}.`]);
    expect(shop.fake.downloads).toEqual([]);
  });

  it("holds where the token may not read runs, and names the permission", async () => {
    const { merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const judged = await gateIn(step, { token: shop.fake.token({ permissions: { contents: "read" } }) });
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
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    shop.fake.add.artifact(run, {
      name: "tollgate-bundle-test-1of1-attempt1",
      bytes: bundleZip(await bundleOf(step, junit())),
    });
    shop.fake.inject(fault, { times: 1_000 });
    const judged = await gateIn(step);
    expect(judged).toMatchObject({ exitCode: 1, decision: { outcome: "hold" } });
    expect(judged.decision.inputs.options?.absent).toHaveLength(2);
  });

  it("gets over a lost answer, a body that is cut off, and a list that comes by pages", async () => {
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    for (let at = 0; at < 120; at++) shop.fake.add.artifact(run, { name: `other-${at}`, bytes });
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    shop.fake.state.artifacts.unshift(shop.fake.state.artifacts.pop()!);
    shop.fake.inject({ kind: "done-then-lost" }, { operation: "actions/list-workflow-run-artifacts" });
    shop.fake.inject({ kind: "cut-off" }, { operation: "download" });
    shop.fake.inject({ kind: "half-body" }, { operation: "download", skip: 1 });
    const judged = await gateIn(step, { jobs: "off", baseline: "off" });
    expect(told(judged)).toEqual([]);
    expect(judged.decision.counts.tests).toBe(1);
    shop.fake.assertClean();
  });

  it.each([
    ["has expired", "2020-01-01T00:00:00Z", "the artifact has expired"],
    ["does not arrive", undefined, "the file's host answered 500"],
  ])("holds where a bundle %s", async (_what, expiresAt, because) => {
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    const name = "tollgate-bundle-test-1of1-attempt1";
    shop.fake.add.artifact(run, { name, bytes, ...(expiresAt === undefined ? {} : { expiresAt }) });
    shop.fake.inject({ kind: "status", status: 500 }, { operation: "download", times: 1_000 });
    const judged = await gateIn(step, { baseline: "off", jobs: "off" });
    expect(judged.decision.outcome).toBe("hold");
    expect(judged.decision.inputs.options?.absent?.[0]).toMatchObject({
      what: `the bundle of the artifact ${name}`,
      because: expect.stringContaining(because),
    });
  });

  it("holds for a job that was cancelled and whose bundle says that all is well", async () => {
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    shop.fake.add.job(run, { name: "test", conclusion: "cancelled" });
    const judged = await gateIn(step, { baseline: "off" });
    expect(judged.decision.outcome).toBe("hold");
    expect(messages(judged).join()).toContain('how the tests of the job "test" ended');
  });

  it("blocks by the name of a job that failed and left no bundle", async () => {
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit(), { job: "lint" }));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-lint-1of1-attempt1", bytes });
    shop.fake.add.job(run, { name: "lint" });
    shop.fake.add.job(run, { name: "test", conclusion: "failure" });
    const judged = await gateIn(step);
    expect(judged.decision.outcome).toBe("block");
    expect(messages(judged)[0]).toContain('bundle of the job "test" did not arrive (it failed)');
  });
});

describe("the base of a gate", () => {
  const bases = ({ decision }: Judged): readonly (string | undefined)[] => [
    decision.inputs.baseline?.how,
    ...told({ decision } as Judged).map(({ message }) => message),
  ];

  async function judgedPull(): Promise<Judged> {
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    return gateIn(step);
  }

  it("of a push is the run of the commit before", async () => {
    const { run } = await pushed(shop.main[0], junit());
    const { judged } = await pushed(shop.main[1], junit());
    expect(bases(judged)).toEqual([`run ${run} of main (${shop.main[0].slice(0, 7)}), at the commit before`]);
  });

  it("is none where no push was judged before, which is said", async () => {
    expect(bases(await judgedPull())).toEqual([
      undefined,
      "No run of this workflow for a push to main is whole at the merge base or before it, so nothing is compared.",
    ]);
  });

  it("is no run that is not whole: a farther one is, and it is said why", async () => {
    const [first, second] = shop.main;
    const base = await pushed(first, junit());
    const unfinished = await pushed(second, junit(), "in_progress");
    const without = await pushed(second, junit());
    shop.fake.state.artifacts.splice(
      shop.fake.state.artifacts.findIndex(({ run, name }) => run === without.run && /result/.test(name)),
      1,
    );
    const name = (run: number): string => `run ${run} of main (${second.slice(0, 7)})`;
    expect(bases(await judgedPull())).toEqual([
      `run ${base.run} of main (${first.slice(0, 7)}), 1 commit before the merge base`,
      `The ${name(without.run)} is nearer than what is compared with, and no base: it has no result of this gate.`,
      `The ${name(unfinished.run)} is nearer than what is compared with, and no base: it is not finished.`,
    ]);
  });

  it("is no result that lost evidence, is of another commit, has expired, or is hostile", async () => {
    const [first, second] = shop.main;
    const { fake } = shop;
    const good = await pushed(second, junit());
    const resultOf = (run: number): number =>
      fake.state.artifacts.findIndex(({ run: of, name }) => of === run && /result/.test(name));
    const { bytes } = fake.state.artifacts[resultOf(good.run)]!;
    const replaceResult = (run: number, members: object): void => {
      const at = resultOf(run);
      fake.state.artifacts[at] = { ...fake.state.artifacts[at]!, ...members };
    };
    const other = await pushed(first, junit());
    replaceResult(other.run, { bytes, digest: null });
    replaceResult(good.run, { expiresAt: "2020-01-01T00:00:00Z" });
    const hostile = await pushed(first, junit());
    replaceResult(hostile.run, {
      bytes: zipOf([{ name: "../decision.json", content: "{}" }]),
      digest: null,
    });
    const { judged: held } = await pushed(first, undefined);
    expect(held.decision.outcome).toBe("hold");
    const judged = await judgedPull();
    expect(bases(judged)[0]).toBe(undefined);
    expect(bases(judged)[1]).toMatch(
      /its result has expired.*evidence was missing there.*its result is refused.*and 1 more/,
    );
  });

  it("is none that cannot be read, as an older version may have left it, and there is a verdict", async () => {
    const { judged } = await pushed(shop.main[1], junit());
    writeFileSync(join(judged.folder, "evidence.tollgate"), gzipSync('{"schema":"tollgate/bundle/9"}\n'));
    const { artifacts } = shop.fake.state;
    const at = artifacts.findIndex(({ name }) => name.startsWith("tollgate-result-"));
    artifacts[at] = { ...artifacts[at]!, bytes: resultZip(judged.folder), digest: null };
    const proposal = await judgedPull();
    expect(told(proposal).map(({ code, message }) => [code, message])).toEqual([
      ["no-base", expect.stringContaining("tollgate/bundle/9")],
    ]);
  });

  it("is not what a fork, another event or another workflow left", async () => {
    const { run } = await pushed(shop.main[1], junit());
    const { fake } = shop;
    const at = fake.state.runs.findIndex(({ id }) => id === run);
    const foreign = fake.add.workflow({ path: ".github/workflows/other.yml" });
    const original = fake.state.runs[at]!;
    for (const changed of [
      { headRepository: "mallory/shop" },
      { event: "pull_request" },
      { headBranch: "topic" },
      { workflow: foreign.id },
    ]) {
      if ("headRepository" in changed) fake.add.repository({ fullName: "mallory/shop", forkOf: "octo/shop" });
      fake.state.runs[at] = { ...original, ...changed };
      expect(bases(await judgedPull())[0]).toBe(undefined);
    }
  });

  it("is none where nothing tells to which branch the work goes", async () => {
    const { merge, options } = proposed();
    const clone = checkoutOf(shop, merge);
    const step = stepIn(shop, clone, { ...options, event: "schedule", payload: { repository: {} } });
    expect(bases(await gateIn(step))).toEqual([
      undefined,
      "Nothing tells to which branch this work goes, so no earlier run is compared with.",
    ]);
  });

  it("is no result whose decision cannot be read", async () => {
    const { run } = await pushed(shop.main[1], junit());
    const { artifacts } = shop.fake.state;
    const at = artifacts.findIndex(({ run: of, name }) => of === run && /result/.test(name));
    const files = ["decision.json", "evidence.tollgate"].map((name) => ({ name, content: "{}" }));
    for (const [entries, why] of [
      [files, "its decision cannot be read"],
      [files.slice(1), "its result holds no decision with its evidence"],
    ] as const) {
      artifacts[at] = { ...artifacts[at]!, bytes: zipOf(entries), digest: null };
      expect(bases(await judgedPull())[1]).toContain(why);
    }
  });

  it("can be turned off, and asks nothing then", async () => {
    await pushed(shop.main[1], junit());
    const { merge, options } = proposed();
    shop.fake.requests.length = 0;
    const judged = await gateIn(stepIn(shop, checkoutOf(shop, merge), options), {
      baseline: "off",
      jobs: "off",
    });
    expect(bases(judged)).toEqual([undefined]);
    expect(shop.fake.requests).toHaveLength(1);
  });
});

describe("bundles by their paths", () => {
  async function judgedBy(bundles: readonly string[], token?: string): Promise<Judged> {
    const { merge, options } = proposed();
    const checkout = checkoutOf(shop, merge);
    const step = stepIn(shop, checkout, options);
    const bundle = await bundleOf(step, junit());
    checkout.write({ ".tollgate/bundles/a/test.tollgate": bundle });
    return gateIn(step, { bundles, token });
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
    const { run, merge, options } = proposed();
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    return gateIn(step, { jobs: "off", ...(token === undefined ? {} : { token }) });
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
