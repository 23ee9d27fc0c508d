import type { Scope } from "@tollgate/model";
import { aCase, aFile, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { judge } from "../testing/judge.ts";
import { within } from "./within.ts";

const owners = new Map([
  ["packages/api/src/cart.ts", ["@shop/api-team"]],
  ["packages/api/test/cart.test.ts", ["@shop/api-team"]],
  ["packages/web/src/page.ts", ["@shop/web-team", "@shop/design"]],
]);
const cart = { package: "@shop/api", kind: "unit", path: "packages/api/src/cart.ts" };
const page = { package: "@shop/web", kind: "e2e", path: "packages/web/src/page.ts" };

describe("a scope", () => {
  it.each<[string, Scope, boolean, boolean]>([
    ["of nothing", {}, true, true],
    ["of a package", { package: "@shop/api" }, true, false],
    ["of a kind", { kind: "e2e" }, false, true],
    ["of an owner", { owner: "@shop/design" }, false, true],
    ["of a path", { path: "packages/*/src/c*.ts" }, true, false],
    ["of packages", { name: "shop", packages: ["@shop/api", "@shop/web"] }, true, true],
    ["of owners", { name: "x", owners: ["@shop/api-team", "@shop/other"] }, true, false],
    ["of paths", { name: "x", paths: ["packages/web/**"] }, false, true],
    ["of two that contradict", { package: "@shop/api", owner: "@shop/design" }, false, false],
  ])("%s holds what all its members hold", (_, scope, ofCart, ofPage) => {
    const holds = within({ owners }, scope);
    expect([holds(cart), holds(page)]).toEqual([ofCart, ofPage]);
  });

  it("may hold what is not known", () => {
    expect(within({ owners }, { package: "a", owner: "b", path: "c", kind: "d" })({})).toBe(true);
  });
});

describe("a rule of a scope", () => {
  const failing = aCase({ name: "adds", file: "packages/api/test/cart.test.ts", status: "failed" });
  const report = aReport({
    owners,
    tests: [failing, aCase({ name: "shows", file: "packages/web/src/page.test.ts", package: "@shop/web" })],
    coverage: [
      aFile({ path: cart.path, lines: { 1: 1, 2: 0 } }),
      aFile({ path: page.path, package: "@shop/web", lines: { 1: 1 } }),
    ],
  });
  const answerIn = (scope: Scope): string => judge(report, { rule: "no-failing-tests", scope }).answer;

  it("judges the files of an owner or a path alone", () => {
    expect(answerIn({ owner: "@shop/api-team" })).toBe("fail");
    expect(answerIn({ path: "packages/web/**" })).toBe("pass");
    const covered = judge(report, {
      rule: "coverage",
      scope: { owner: "@shop/design" },
      options: { min: "100%" },
    });
    expect(covered.message).toBe(
      "100 % of 1 line owned by @shop/design are covered, 100 % is wanted (0 lines uncovered).",
    );
  });

  it("counts a test without a file when it fails, and not as one that ran", () => {
    const { file: _, ...nowhere } = failing;
    const judged = (status: "failed" | "passed"): string =>
      judge(aReport({ owners, tests: [{ ...nowhere, status }] }), {
        rule: "no-failing-tests",
        scope: { path: "packages/web/**" },
      }).answer;
    expect([judged("failed"), judged("passed")]).toEqual(["fail", "unknown"]);
  });

  it("is unknown for an owner whom nobody named", () => {
    const judged = judge(report, { rule: "no-failing-tests", scope: { owner: "@shop/api-teem" } });
    expect(judged).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: 'By CODEOWNERS "@shop/api-teem" owns no file that was judged.',
      remedy: 'Did you mean "@shop/api-team" or "@shop/web-team"?',
    });
    const { owners: __, ...unowned } = report;
    expect(judge(unowned, { rule: "no-failing-tests", scope: { owner: "@a" } }).message).toBe(
      "There is no CODEOWNERS file, so nobody knows what @a owns.",
    );
  });
});
