import type { Expectation, ExpectEntry, ExpectException, ReportSpec } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { applyPolicy } from "./apply-policy.ts";

const place = { path: "tollgate.yml", line: 4, column: 5 };
const derived: readonly Expectation[] = ["unit", "e2e"].map((kind) => ({
  package: "@shop/api",
  kind,
  from: "turbo",
  because: "it has a script",
  task: `@shop/api#test:${kind}`,
  required: true,
}));

const settle = (
  { entries = [], except = [] }: { entries?: readonly ExpectEntry[]; except?: readonly ExpectException[] },
  reports: readonly ReportSpec[] = [],
) => applyPolicy(derived, { expect: { entries, except, place }, reports });

describe("a policy", () => {
  it.each(["test:e2e", "@shop/api#test:e2e", "e2e"])("takes out %s, with the reason", (task) => {
    const exception = { package: "@shop/api", task, reason: "every night", place };
    const { expectations, excepted, problems } = settle({ except: [exception] });
    expect(expectations.map(({ kind }) => kind)).toEqual(["unit"]);
    expect(excepted).toEqual([{ expectation: derived[1], exception }]);
    expect(problems).toEqual([]);
  });

  it("takes out a whole package", () => {
    const { expectations } = settle({ except: [{ package: "@shop/api", reason: "frozen", place }] });
    expect(expectations).toEqual([]);
  });

  it("is told of what it takes out and nobody expects", () => {
    const { problems } = settle({
      except: [{ package: "@shop/api", task: "smoke", reason: "frozen", place }],
    });
    expect(problems).toMatchObject([{ code: "unused-exception", path: "tollgate.yml", line: 4 }]);
  });

  it("adds, and says more of what is expected anyway", () => {
    const { expectations } = settle({
      entries: [
        { package: "@shop/api", kind: "e2e", shards: 4, required: true, place },
        { package: "@shop/web", required: false, place },
      ],
    });
    expect(expectations).toEqual([
      { ...derived[1], from: "policy", shards: 4, because: "tollgate.yml:4 expects it", place },
      derived[0],
      {
        package: "@shop/web",
        from: "policy",
        because: "tollgate.yml:4 expects it",
        place,
        below: true,
        required: false,
      },
    ]);
  });

  it("makes a kind optional by its reports", () => {
    const spec: ReportSpec = { kind: "e2e", files: ["e2e/**"], required: false, place };
    const requiredOf = (...reports: readonly ReportSpec[]) =>
      settle({}, reports).expectations.map(({ kind, required }) => `${kind} ${required}`);
    expect(requiredOf(spec)).toEqual(["e2e false", "unit true"]);
    expect(requiredOf(spec, { ...spec, required: true })).toEqual(["e2e true", "unit true"]);
    expect(requiredOf({ ...spec, package: "@shop/web" })).toEqual(["e2e true", "unit true"]);
  });
});
