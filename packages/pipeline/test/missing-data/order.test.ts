import { decide } from "@tollgate/gate";
import { computeReport } from "@tollgate/merge";
import { canonicalJson, digestOf, type Evidence } from "@tollgate/model";
import { readTree } from "@tollgate/workspace";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readBundles } from "../../src/bundles/read-bundles.ts";
import { readSetting } from "../../src/policy/setting.ts";
import { columns, policyOf } from "./columns.ts";
import { stageOf } from "./faults.ts";
import { createShop, goldenJobs, type Shop } from "./golden.ts";
import { createRunner, environmentIn, type Runner } from "./stage.ts";

let shop: Shop;
let runner: Runner;
beforeAll(() => {
  shop = createShop(policyOf(columns));
  runner = createRunner(shop);
});
afterAll(() => runner.cleanup());

const fault = "a test fails in one leg of the matrix";

it("of bundles changes no byte of the decision", async () => {
  const { jobs } = stageOf(fault);
  const base = goldenJobs("base");
  const orders = fc.sample(fc.shuffledSubarray([...jobs], { minLength: jobs.length }), {
    seed: 5,
    numRuns: 20,
  });
  const told = new Set<string>();
  for (const order of orders) told.add((await runner.run({ jobs: order, base })).bytes);
  expect(told.size).toBe(1);
});

it("of a thousand arrivals of evidence gives one decision", async () => {
  const environment = environmentIn(shop.clones.head);
  const { policy, policyDigest, subject, tree } = await readSetting(
    environment,
    await readTree(environment),
    {
      base: shop.shas.base,
    },
  );
  const { bundle } = await readBundles(environment, await runner.collect(stageOf(fault)));
  const digestFor = (evidence: readonly Evidence[]): string => {
    const report = computeReport(
      { evidence },
      { subject, packages: tree.packages, changes: { reason: "", remedy: "" }, missing: [], problems: [] },
    );
    return digestOf(
      canonicalJson(decide(report, policy, { engine: "test", policyDigest, date: "2026-11-25" })),
    );
  };
  const all = [...bundle.evidence];
  const orders = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), { seed: 7, numRuns: 1_000 });
  expect(all.length).toBeGreaterThan(15);
  expect(new Set(orders.map((order) => order.map(({ id }) => id).join())).size).toBeGreaterThan(990);
  expect(new Set(orders.map(digestFor)).size).toBe(1);
});
