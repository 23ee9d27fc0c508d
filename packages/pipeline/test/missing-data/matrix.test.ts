import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { columns, policyOf } from "./columns.ts";
import { expected } from "./expected.ts";
import { faults, stageOf } from "./faults.ts";
import { createShop, type Shop } from "./golden.ts";
import { createRunner, letterOf, type Runner } from "./stage.ts";

/** Each fault, from bytes on disk over bundles to the decision, against what each rule must say of it. */

type Row = { readonly fault: string; readonly outcome: string; readonly answers: readonly string[] };

const rows: readonly Row[] = expected
  .trim()
  .split("\n")
  .map((line) => {
    const [, fault = "", outcome = "", answers = ""] =
      /^(.*?) +(allow|hold|block) +([.FBH](?: [.FBH])*)$/.exec(line) ?? [];
    return { fault, outcome, answers: answers.split(" ") };
  });

let shop: Shop;
let runner: Runner;
beforeAll(() => {
  shop = createShop(policyOf(columns));
  runner = createRunner(shop);
});
afterAll(() => runner.cleanup());

describe("the table", () => {
  it("has every fault and every rule, and 600 cells and more", () => {
    expect(rows.map(({ fault }) => fault)).toEqual(Object.keys(faults));
    for (const { answers } of rows) expect(answers).toHaveLength(columns.length);
    expect(rows.length * columns.length).toBeGreaterThan(600);
  });

  it("allows only where every rule passes", () => {
    for (const { fault, outcome, answers } of rows)
      expect(outcome === "allow", fault).toBe(answers.every((answer) => answer === "."));
  });
});

describe("what is judged when", () => {
  it.each(rows)("$fault", async ({ fault, outcome, answers }) => {
    const { decision, exit } = await runner.run(stageOf(fault));
    const asked = decision.rules.filter(({ place }) => place !== undefined).slice(-columns.length);
    const wrong = columns.flatMap(({ name }, at) =>
      letterOf(asked[at]!) === answers[at]
        ? []
        : [`${name}: ${answers[at]} is expected, and it says ${letterOf(asked[at]!)}: ${asked[at]!.message}`],
    );
    expect(wrong).toEqual([]);
    expect({ outcome: decision.outcome, exit }).toEqual({ outcome, exit: outcome === "allow" ? 0 : 1 });
  });
});
