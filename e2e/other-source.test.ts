import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision, Problem } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

const junit = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const cart = "export const one = 1;\nexport const two = 2;\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\ncoverage/\n.tollgate/\n*.tollgate\n",
    "package.json": '{ "name": "shop" }\n',
    "src/a.js": cart,
    "tollgate.yml": policy("reject"),
  });
});
afterEach(() => shop.cleanup());

describe("coverage of another commit", () => {
  const collectOld = (): void => {
    shop.write({ "coverage/lcov.info": lcov("DA:1,1", "DA:2,1") });
    runTollgate(shop.root, ["collect", "--out", "old.tollgate"]);
    shop.remove("coverage");
  };
  const gate = (): Decision => {
    shop.write({ "reports/junit.xml": junit, "coverage/lcov.info": lcov("DA:1,1", "DA:2,0") });
    runTollgate(shop.root, ["collect", "--job", "now", "--out", "new.tollgate"]);
    return JSON.parse(runTollgate(shop.root, ["gate", "--json", "old.tollgate", "new.tollgate"]).stdout);
  };

  it("blocks by default", () => {
    collectOld();
    shop.commit("more", { "src/b.js": "export {};\n" });
    expect(gate().outcome).toBe("block");
  });

  it.each(["reject", "bound", "shift"])("is explained as the run judged it: %s", (otherSource) => {
    shop.commit("policy", { "tollgate.yml": policy(otherSource) });
    collectOld();
    shop.commit("more", { "src/a.js": "// head\n// foot\n" });
    gate();
    const { stdout } = runTollgate(shop.root, ["explain", "coverage", "src/a.js:2", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ line: 2, hits: 0 });
  });

  it("only widens the range where the policy says so", () => {
    shop.commit("bound", { "tollgate.yml": policy("bound") });
    collectOld();
    shop.commit("more", { "src/b.js": "export {};\n" });
    const { outcome, rules } = gate();
    expect(outcome).toBe("hold");
    expect(rules.find(({ rule }) => rule === "coverage")).toMatchObject({
      answer: "unknown",
      facts: [{ key: "coverage.lines", lo: 1, hi: 2, n: 2 }],
    });
  });
});

describe("coverage of another commit that is moved", () => {
  const before = "export const one = 1;\nexport const two = 2;\nexport const three = 3;\n";
  const after = "// head\nexport const one = 1;\nexport const two = 2 + 0;\nexport const three = 3;\n";

  /** Coverage of the first commit, and a second commit on which a text is judged. */
  const judge = (text: string, ...now: readonly string[]): Decision => {
    shop.commit("shift", { "src/a.js": before, "tollgate.yml": policy("shift") });
    shop.write({ "coverage/lcov.info": lcov("DA:1,1", "DA:2,1", "DA:3,1") });
    runTollgate(shop.root, ["collect", "--job", "old", "--out", "old.tollgate"]);
    shop.remove("coverage");
    shop.commit("second", { "src/a.js": text });
    shop.write({ "reports/junit.xml": junit });
    if (now.length > 0) shop.write({ "coverage/lcov.info": lcov(...now) });
    runTollgate(shop.root, ["collect", "--job", "now", "--out", "new.tollgate"]);
    return JSON.parse(runTollgate(shop.root, ["gate", "--json", "old.tollgate", "new.tollgate"]).stdout);
  };
  const lines = ({ rules }: Decision): unknown => rules.find(({ rule }) => rule === "coverage")?.facts;

  it("counts as of this one where the file is the same", () => {
    const decision = judge(before);
    expect(decision.outcome).toBe("allow");
    expect(lines(decision)).toMatchObject([{ lo: 3, hi: 3, n: 3 }]);
  });

  it("counts for the lines that are the same, and is unknown for the rest", () => {
    const decision = judge(after);
    expect(decision.outcome).toBe("hold");
    expect(lines(decision)).toMatchObject([{ key: "coverage.lines", lo: 2, hi: 3, n: 3 }]);
  });

  it("is enough where this commit's reports cover what changed", () => {
    const decision = judge(after, "DA:2,0", "DA:3,1", "DA:4,0");
    expect(lines(decision)).toMatchObject([{ lo: 3, hi: 3, n: 3 }]);
    expect(decision.outcome).toBe("allow");
  });

  it("blocks where it was collected from a dirty checkout", () => {
    shop.commit("shift", { "src/a.js": before, "tollgate.yml": policy("shift") });
    shop.write({ "coverage/lcov.info": lcov("DA:1,1"), "src/local.js": "export {};\n" });
    runTollgate(shop.root, ["collect", "--job", "old", "--out", "old.tollgate"]);
    shop.remove("src/local.js");
    shop.commit("second", { "src/b.js": "export {};\n" });
    const { stdout } = runTollgate(shop.root, ["gate", "--json", "old.tollgate"]);
    expect((JSON.parse(stdout) as Decision).outcome).toBe("block");
    expect(stdout).toContain("the checkout had changed or new files");
  });

  it("is not of this commit alone where the checkout was dirty, and that is said", () => {
    shop.write({
      "coverage/lcov.info": lcov("DA:1,1", "DA:2,1"),
      "reports/junit.xml": junit,
      "src/local.js": "",
    });
    runTollgate(shop.root, ["collect", "--out", "now.tollgate"]);
    shop.remove("src/local.js");
    const told = (): readonly unknown[] => {
      runTollgate(shop.root, ["gate", "now.tollgate"]);
      const report = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
      return report.problems.filter(({ code }: Problem) => code === "dirty-checkout");
    };
    expect(told()).toMatchObject([
      { severity: "info", path: "coverage/lcov.info" },
      { severity: "info", path: "reports/junit.xml" },
    ]);
    runTollgate(shop.root, ["collect", "--out", "now.tollgate"]);
    expect(told()).toEqual([]);
  });

  it("blocks where the clone does not have the commit", () => {
    judge(after);
    const shallow = shop.clone("--depth=1");
    const bundles = ["old.tollgate", "new.tollgate"].map((name) => join(shop.root, name));
    const { stdout } = runTollgate(shallow.root, ["gate", "--json", ...bundles]);
    expect((JSON.parse(stdout) as Decision).outcome).toBe("block");
    expect(stdout).toContain("is not in this clone");
  });
});

describe("coverage of another text", () => {
  const run = (...reports: readonly string[]): Decision => {
    shop.write({ "reports/junit.xml": junit });
    for (const [i, report] of reports.entries()) shop.write({ [`coverage/${i}/lcov.info`]: report });
    return JSON.parse(runTollgate(shop.root, ["run", "--json"]).stdout);
  };

  it("is told by code behind the end of a file on which reports disagree", () => {
    expect(run(lcov("DA:1,1", "DA:2,1")).outcome).toBe("allow");
    expect(run(lcov("DA:1,1", "DA:2,1"), lcov("DA:1,1", "DA:9,1")).outcome).toBe("block");
    shop.commit("bound", { "tollgate.yml": policy("bound") });
    expect(run(lcov("DA:1,1", "DA:2,1"), lcov("DA:1,1", "DA:9,1")).outcome).toBe("allow");
    expect(run(lcov("DA:1,1", "DA:2,0"), lcov("DA:1,1", "DA:9,1")).outcome).toBe("hold");
  });

  it("is told by code behind the end of a file also where all reports agree", () => {
    expect(run(lcov("DA:1,1", "DA:2,1", "DA:9,1")).outcome).toBe("block");
    shop.commit("bound", { "src/tool.py": "a = 1\n", "tollgate.yml": policy("bound") });
    const python = lcov("DA:1,1", "DA:9,1").replace("src/a.js", "src/tool.py");
    expect(run(lcov("DA:1,1", "DA:2,1"), python).outcome).toBe("hold");
    expect(run(lcov("DA:1,1", "DA:2,1"), python.replace("DA:9", "DA:2")).outcome).toBe("allow");
  });

  it("is told by versions that differ", () => {
    expect(run(lcov("VER:1", "DA:1,1", "DA:2,1"), lcov("VER:1", "DA:1,0", "DA:2,0")).outcome).toBe("allow");
    expect(run(lcov("VER:1", "DA:1,1", "DA:2,1"), lcov("VER:2", "DA:1,0", "DA:2,0")).outcome).toBe("block");
  });

  it("is told by the digest of Coveralls", () => {
    const coveralls = (text: string): string => {
      const source_digest = createHash("md5").update(text).digest("hex");
      return JSON.stringify({ source_files: [{ name: "src/a.js", source_digest, coverage: [1, 1] }] });
    };
    const named = (report: string): Decision => {
      shop.write({ "reports/junit.xml": junit, "coverage/coveralls.json": report });
      const args = ["run", "--json", "reports/junit.xml", "coverage/coveralls.json"];
      return JSON.parse(runTollgate(shop.root, args).stdout);
    };
    expect(named(coveralls(cart)).outcome).toBe("allow");
    expect(named(coveralls(cart.replaceAll("\n", "\r\n"))).outcome).toBe("allow");
    expect(named(coveralls(`${cart}\n`)).outcome).toBe("block");

    const head = "// head\n";
    shop.commit("shift", { "src/a.js": `${head}${cart}`, "tollgate.yml": policy("shift") });
    shop.commit("more", { "src/b.js": "export {};\n" });
    const { outcome, rules } = named(coveralls(cart));
    expect(outcome).toBe("allow");
    expect(rules.find(({ rule }) => rule === "coverage")?.facts).toMatchObject([{ lo: 2, hi: 2, n: 2 }]);
    shop.commit("edit", { "src/a.js": `${head}${cart.replace("= 2", "= 3")}` });
    expect(named(coveralls(cart)).outcome).toBe("hold");
    expect(named(coveralls(`${cart}\n`)).outcome).toBe("block");
  });
});

function policy(otherSource: string): string {
  return `version: 1\ncoverage: { otherSource: ${otherSource} }\nrules:\n  coverage: { metric: lines, min: 100% }\n`;
}

function lcov(...records: readonly string[]): string {
  return `SF:src/a.js\n${records.map((record) => `${record}\n`).join("")}end_of_record\n`;
}
