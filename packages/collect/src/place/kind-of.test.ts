import { describe, expect, it } from "vitest";
import { kindOf } from "./kind-of.ts";

describe("the kind of a report", () => {
  it.each([
    ["the policy", { configured: "contract", given: "unit", path: "reports/e2e/junit.xml" }, "contract"],
    ["the option", { given: "smoke", path: "reports/e2e/junit.xml" }, "smoke"],
    ["the report", { told: "contract", path: "reports/e2e/junit.xml", producer: "Playwright" }, "contract"],
    ["the option rather than the report", { given: "smoke", told: "contract", path: "a.ndjson" }, "smoke"],
    [
      "the path",
      { path: "packages/api/reports/integration/junit.xml", producer: "Playwright" },
      "integration",
    ],
    ["the innermost word of the path", { path: "e2e/reports/unit/junit.xml" }, "unit"],
    ["the file name", { path: "reports/junit-e2e.xml" }, "e2e"],
    ["the runner", { path: "test-results/results.json", producer: "Playwright 1.65.1" }, "e2e"],
  ])("comes from %s", (_source, hints, kind) => {
    expect(kindOf(hints)).toEqual({ kind, assumed: false });
  });

  it("is assumed to be unit where nothing tells", () => {
    expect(kindOf({ path: "reports/junit.xml", producer: "jest" })).toEqual({ kind: "unit", assumed: true });
  });
});
