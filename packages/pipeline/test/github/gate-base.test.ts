import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipOf } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Judged } from "../../src/run.ts";
import { gateIn, proposed, pushed, told } from "./gate-stage.ts";
import { aShop, bundleOf, bundleZip, checkoutOf, junit, resultZip, type Shop, stepIn } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.close());

describe("the base of a gate", () => {
  const bases = ({ decision }: Judged): readonly (string | undefined)[] => [
    decision.inputs.baseline?.how,
    ...told({ decision } as Judged).map(({ message }) => message),
  ];

  async function judgedPull(): Promise<Judged> {
    const { run, merge, options } = proposed(shop);
    const step = stepIn(shop, checkoutOf(shop, merge), options);
    const bytes = bundleZip(await bundleOf(step, junit()));
    shop.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
    return gateIn(shop, step);
  }

  it("of a push is the run of the commit before", async () => {
    const { run } = await pushed(shop, shop.main[0], junit());
    const { judged } = await pushed(shop, shop.main[1], junit());
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
    const base = await pushed(shop, first, junit());
    const unfinished = await pushed(shop, second, junit(), "in_progress");
    const without = await pushed(shop, second, junit());
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
    const good = await pushed(shop, second, junit());
    const resultOf = (run: number): number =>
      fake.state.artifacts.findIndex(({ run: of, name }) => of === run && /result/.test(name));
    const { bytes } = fake.state.artifacts[resultOf(good.run)]!;
    const replaceResult = (run: number, members: object): void => {
      const at = resultOf(run);
      fake.state.artifacts[at] = { ...fake.state.artifacts[at]!, ...members };
    };
    const other = await pushed(shop, first, junit());
    replaceResult(other.run, { bytes, digest: null });
    replaceResult(good.run, { expiresAt: "2020-01-01T00:00:00Z" });
    const hostile = await pushed(shop, first, junit());
    replaceResult(hostile.run, {
      bytes: zipOf([{ name: "../decision.json", content: "{}" }]),
      digest: null,
    });
    const { judged: held } = await pushed(shop, first, undefined);
    expect(held.decision.outcome).toBe("hold");
    const judged = await judgedPull();
    expect(bases(judged)[0]).toBe(undefined);
    expect(bases(judged)[1]).toMatch(
      /its result has expired.*evidence was missing there.*its result is refused.*and 1 more/,
    );
  });

  it("is none that cannot be read, as an older version may have left it, and there is a verdict", async () => {
    const { judged } = await pushed(shop, shop.main[1], junit());
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
    const { run } = await pushed(shop, shop.main[1], junit());
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
    const { merge, options } = proposed(shop);
    const clone = checkoutOf(shop, merge);
    const step = stepIn(shop, clone, { ...options, event: "schedule", payload: { repository: {} } });
    expect(bases(await gateIn(shop, step))).toEqual([
      undefined,
      "Nothing tells to which branch this work goes, so no earlier run is compared with.",
    ]);
  });

  it("is no result whose decision cannot be read", async () => {
    const { run } = await pushed(shop, shop.main[1], junit());
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
    await pushed(shop, shop.main[1], junit());
    const { merge, options } = proposed(shop);
    shop.fake.requests.length = 0;
    const judged = await gateIn(shop, stepIn(shop, checkoutOf(shop, merge), options), {
      baseline: "off",
      jobs: "off",
    });
    expect(bases(judged)).toEqual([undefined]);
    expect(shop.fake.requests).toHaveLength(1);
  });
});
