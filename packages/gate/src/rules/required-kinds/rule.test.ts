import type { PackageRef, Report } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "required-kinds";
const unit = { kind: "unit" };
const api = aPackage("api");
const web = aPackage("web");
const settings: PackageRef = { ...aPackage("settings"), codeless: true };
const root: PackageRef = { name: "shop", dir: "", scripts: ["test"] };

function aPackage(name: string, scripts: readonly string[] = []): PackageRef {
  return { name: `@shop/${name}`, dir: `packages/${name}`, scripts };
}

function shop(members: Partial<Report> = {}): Report {
  return aReport({
    packages: [root, api, web, settings],
    tests: [aCase(), aCase({ package: "@shop/web" })],
    ...members,
  });
}

describe("required kinds", () => {
  it("passes when every package has a test that ran, and says of which it asks none", () => {
    expect(judge(shop(), { rule, scope: unit })).toMatchObject({
      answer: "pass",
      message:
        "All 2 packages have a unit test that ran; none is asked of 2 others (shop: the root of the workspace, @shop/settings: no code and no test script).",
      facts: [{ key: "packages.tested", lo: 2, hi: 2, n: 2, unit: "packages" }],
    });
  });

  it("fails for a package without one, or whose tests were skipped", () => {
    const tests = [aCase({ kind: "e2e" }), aCase(), aCase({ package: "@shop/web", status: "skipped" })];
    const result = judge(shop({ tests }), { rule, scope: unit });
    expect(result).toMatchObject({ answer: "fail", effect: "block" });
    expect(result.message).toMatch(/^1 of 2 packages has a unit test that ran; /);
    expect(result.violations).toEqual([
      { message: "@shop/web: its only unit test was skipped", package: "@shop/web" },
    ]);
    expect(judge(shop({ tests }), { rule, scope: { kind: "e2e" } }).violations).toEqual([
      { message: "@shop/web: no e2e test of it ran", package: "@shop/web" },
    ]);
  });

  it("wants a test of any kind without a kind", () => {
    const tests = [aCase({ kind: "e2e" }), aCase({ package: "@shop/web" })];
    expect(judge(shop({ tests }), { rule }).message).toMatch(/^All 2 packages have a test that ran; /);
  });

  it("asks for none of excepted packages", () => {
    const report = shop({ tests: [aCase()] });
    expect(judge(report, { rule, scope: unit }).answer).toBe("fail");
    const options = { except: ["@shop/web"] };
    expect(judge(report, { rule, scope: unit, options }).answer).toBe("pass");
  });

  it("passes where all are excepted, and says so", () => {
    const options = { except: ["@shop/api", "@shop/web"] };
    expect(judge(shop(), { rule, scope: unit, options })).toMatchObject({
      answer: "pass",
      message: "All packages that need tests are excepted.",
    });
  });

  it("holds for an excepted package that does not exist", () => {
    const options = { except: ["@shop/wep"] };
    expect(judge(shop(), { rule, scope: unit, options })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: 'The workspace has no package "@shop/wep".',
      remedy: expect.stringMatching(/^Did you mean "@shop\/web" or "@shop\/api"\? Where the change removes/),
    });
  });

  it("asks for tests of settings and the root where the entry names them or a script runs tests", () => {
    const scope = { package: "@shop/settings", kind: "unit" };
    expect(judge(shop(), { rule, scope }).answer).toBe("fail");
    expect(judge(shop(), { rule, scope: { package: "shop", kind: "unit" } }).answer).toBe("fail");
    const scripted = { ...settings, scripts: ["build", "test:unit"] };
    expect(judge(shop({ packages: [api, web, scripted] }), { rule, scope: unit }).answer).toBe("fail");
    const ran = shop({ tests: [aCase(), ...["@shop/web", "shop"].map((name) => aCase({ package: name }))] });
    expect(judge(ran, { rule, scope: unit }).message).toMatch(/^All 3 packages/);
  });

  it("asks the only package, which is the root", () => {
    const report = shop({ packages: [root], tests: [aCase({ kind: "unit", package: "other" })] });
    expect(judge(report, { rule, scope: unit }).answer).toBe("fail");
  });

  it("finds the packages of a path by their manifest", () => {
    const report = shop({ tests: [aCase()] });
    expect(judge(report, { rule, scope: { path: "packages/api/**", kind: "unit" } }).answer).toBe("pass");
    expect(judge(report, { rule, scope: { path: "packages/w*/**", kind: "unit" } }).answer).toBe("fail");
    expect(judge(report, { rule, scope: { path: "apps/**", kind: "unit" } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: "There is no package in apps/** that needs tests.",
    });
  });

  it.each([
    [
      "cut",
      { inputs: [anInput({ status: "partial", origin: { ...anInput().origin, package: "@shop/web" } })] },
      "block",
    ],
    [
      "missing",
      {
        missing: [
          {
            what: "unit reports of @shop/web",
            ...{ package: "@shop/web", kind: "unit" },
            because: "turbo",
            remedy: "Run.",
          },
        ],
      },
      "hold",
    ],
  ] as const)("does not know when the report of a package is %s", (_, members, effect) => {
    const report = shop({ tests: [aCase()], ...members });
    expect(judge(report, { rule, scope: unit })).toMatchObject({
      answer: "unknown",
      effect,
      facts: [{ lo: 1, hi: 2 }],
    });
    const three = shop({ packages: [api, web, aPackage("cli")], tests: [aCase()], ...members });
    expect(judge(three, { rule, scope: unit }).answer).toBe("fail");
  });

  it.each([["@shop/web"], [["@shop/web", 3]]])("refuses %j as a list", (except) => {
    const options = { except: except as readonly string[] };
    expect(() => judge(shop(), { rule, options })).toThrow("a list of names of packages was wanted");
  });
});
