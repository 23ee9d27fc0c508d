import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { type ReportPlace, reportPath } from "./report-path.ts";

const root = resolve("/repo/packages/cart");

it.each<[string, Partial<ReportPlace>, string]>([
  ["the runner", {}, "vitest"],
  ["its kind", { kind: "integration" }, "vitest-integration"],
  ["its shard", { kind: "e2e", shard: { index: 2, total: 3 } }, "vitest-e2e-2-of-3"],
  ["no usual configuration", { configFile: "/repo/vitest.config.mts" }, "vitest"],
  ["a configuration of its own", { configFile: "/repo/vitest.integration.config.ts" }, "vitest-integration"],
  ["the same word once", { configFile: "/repo/vitest.config.e2e.ts", kind: "e2e" }, "vitest-e2e"],
  ["the projects that run", { projects: ["unit", "dom (chromium)"] }, "vitest-unit-dom-chromium-"],
  ["no word of a pattern", { projects: ["!e2e"] }, "vitest-acb25b3c"],
  ["no other folder", { kind: "../a b" }, "vitest-..-a-b"],
])("a report is named by %s", (_what, place, name) => {
  expect(reportPath({ root, runner: "vitest", ...place })).toBe(
    join(root, ".tollgate/runs", `${name}.ndjson`),
  );
});

it("a report is where the option says", () => {
  expect(reportPath({ root, runner: "vitest", kind: "unit", outputFile: "reports/unit.ndjson" })).toBe(
    join(root, "reports/unit.ndjson"),
  );
});
