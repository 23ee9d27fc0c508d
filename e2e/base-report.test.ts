import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\nbase/\n.tollgate/out/\n",
    "package.json": '{ "name": "shop" }\n',
    "src/total.ts": "export const a = 1;\n",
    "tollgate.yml":
      "version: 1\nrules:\n  coverage: { metric: lines, min: 50% }\n  no-new-failures: {}\n  no-disappeared-tests: {}\n",
  });
  shop.write({
    "reports/unit/junit.xml": junit(["adds"], ["removes"]),
    "reports/unit/lcov.info": "SF:src/total.ts\nDA:1,1\nend_of_record\n",
  });
});
afterEach(() => shop.cleanup());

describe("--base-report", () => {
  it("takes report files of the base, several of them, and says so", () => {
    shop.write({
      "base/unit/junit.xml": junit(["adds"], ["removes"]),
      "base/unit/lcov.info": "SF:src/total.ts\nDA:1,1\nend_of_record\n",
    });
    run("--base-report", "base/unit/junit.xml", "--base-report", "base/unit/lcov.info");
    const { inputs } = decisionOf();
    expect(inputs.baseline?.how).toBe("reports junit.xml, lcov.info");
    const report = readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8");
    expect(report).toContain('"change":"still-failing"');
    expect(runTollgate(shop.root, ["replay", ".tollgate/out/decision.json"])).toMatchObject({ status: 0 });
  });

  it.each([
    ["a cut report", "<testsuite><testcase name='a'/>", /--base-report base\/a\.xml: .*/],
    ["no report", "hello\n", /--base-report base\/a\.xml: /],
    ["an empty file", "", /--base-report base\/a\.xml: /],
  ])("refuses %s: what it lost would excuse the change", (_, text, says) => {
    shop.write({ "base/a.xml": text });
    const { status, stderr } = run("--base-report", "base/a.xml");
    expect(stderr).toMatch(says);
    expect(status).toBe(2);
  });

  it("compares nothing with evidence of the change itself, and says so", () => {
    shop.branch("feature");
    shop.commit("breaks", { "src/total.ts": "export const a = 2;\n" });
    runTollgate(shop.root, ["collect", "--out", "base/earlier.tollgate"]);
    for (const change of ["which is judged itself", "which is a part of the change"]) {
      const { status, stdout } = run("--base-report", "base/earlier.tollgate");
      expect(stdout.replace(/\s+/g, " ")).toContain(`${change}.`);
      expect(status).toBe(1);
      expect(decisionOf()).toMatchObject({ inputs: { baseline: { how: "bundle earlier.tollgate" } } });
      const rule = decisionOf().rules.find((item) => item.rule === "no-new-failures");
      expect(rule).toMatchObject({ answer: "unknown", effect: "hold" });
      expect(runTollgate(shop.root, ["replay", ".tollgate/out/decision.json"]).stdout).toContain(
        "same bytes",
      );
      shop.commit("more", { "src/more.ts": "" });
    }
  });

  it("refuses what is not there, a folder and a cut bundle", () => {
    runTollgate(shop.root, ["collect", "--out", "base/base.tollgate"]);
    const bundle = readFileSync(join(shop.root, "base/base.tollgate"));
    writeFileSync(join(shop.root, "base/cut.bin"), bundle.subarray(0, 100));
    for (const file of ["gone.xml", "gone.tollgate", "base", "base/cut.bin"]) {
      const { status, stderr } = run("--base-report", file);
      expect(stderr).toContain("--base-report");
      expect(status).toBe(2);
    }
    writeFileSync(join(shop.root, "base/renamed.bin"), bundle);
    expect(run("--base-report", "base/renamed.bin").status).not.toBe(2);
  });

  it("leaves rules that compare unknown where it is not given, and all others decide", () => {
    run();
    const answers = new Map(decisionOf().rules.map(({ rule, answer, effect }) => [rule, [answer, effect]]));
    expect(answers.get("no-failing-tests")).toEqual(["fail", "block"]);
    expect(answers.get("coverage")).toEqual(["pass", "none"]);
    expect(answers.get("no-disappeared-tests")).toEqual(["unknown", "hold"]);
    expect(answers.get("no-new-failures")).not.toEqual(["pass", "none"]);
  });
});

function run(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["run", ...args]);
}

function decisionOf(): Decision {
  return JSON.parse(readFileSync(join(shop.root, ".tollgate/out/decision.json"), "utf8"));
}

function junit(passed: readonly string[], failed: readonly string[]): string {
  const cases = [
    ...passed.map((name) => `<testcase classname="cart" name="${name}"/>`),
    ...failed.map((name) => `<testcase classname="cart" name="${name}"><failure message="no"/></testcase>`),
  ];
  return `<testsuites><testsuite name="cart">${cases.join("")}</testsuite></testsuites>\n`;
}
