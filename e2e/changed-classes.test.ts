import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Baseline, ChangedCode, Decision, MissingEvidence, UnmentionedFile } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

/** What a change answers for, from two commits and two coverage reports. No test runs `refuse` on the base. */
const junit = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const refuse = `export function refuse(order, reason) {
  log(order.id, reason, "refused by the shop");
  throw new Error("this order is refused: " + reason);
}
`;
const add = "export function add(a, b) {\n  return a + b;\n}\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\ncoverage/\n.tollgate/\n*.tollgate\n",
    "package.json": '{ "name": "shop", "scripts": { "test": "vitest" } }\n',
    "tollgate.yml": "version: 1\nrules:\n  changed-coverage: { min: 100% }\n",
    "src/cart.js": `${refuse}${add}`,
  });
  shop.write({
    "reports/junit.xml": junit,
    "coverage/lcov.info": lcov({ "src/cart.js": { 2: 0, 3: 0, 6: 1 } }),
  });
  run(["collect", "--out", "base.tollgate"]);
  shop.branch("change");
});
afterEach(() => shop.cleanup());

describe("lines that no test ran before either", () => {
  it("do not block where they are only moved to another file", () => {
    shop.commit("move", { "src/cart.js": add, "src/refuse.js": refuse });
    const reports = { "src/cart.js": { 2: 1 }, "src/refuse.js": { 2: 0, 3: 0 } };
    expect(judge(reports)).toMatchObject({
      outcome: "allow",
      changed: {
        files: [
          {
            path: "src/refuse.js",
            classes: [{ what: "moved", lines: [[2, 3]] }],
            uncovered: [[2, 3]],
            excused: [[2, 3]],
          },
        ],
      },
    });
    expect(judge(reports, [])).toMatchObject({
      outcome: "block",
      changed: { unexcused: { lines: 2, reason: "there is no base report" } },
    });
  });

  it("block where the base was collected from a dirty checkout", () => {
    shop.git("switch", "--quiet", "main");
    shop.write({ "coverage/lcov.info": lcov({ "src/cart.js": { 2: 0, 3: 0, 6: 1 } }), "src/local.js": add });
    run(["collect", "--out", "base.tollgate"]);
    shop.remove("src/local.js");
    shop.git("switch", "--quiet", "change");
    shop.commit("move", { "src/cart.js": add, "src/refuse.js": refuse });
    expect(judge({ "src/cart.js": { 2: 1 }, "src/refuse.js": { 2: 0, 3: 0 } })).toMatchObject({
      outcome: "block",
      changed: {
        unexcused: { lines: 2, reason: "the base report was collected from a checkout with local changes" },
      },
    });
  });

  it("do not block where they are only laid out in another way", () => {
    const spread = refuse.replace("reason, ", "\n    reason, ");
    shop.commit("format", { "src/cart.js": `${spread}${add}` });
    expect(judge({ "src/cart.js": { 2: 0, 4: 0, 7: 1 } })).toMatchObject({
      outcome: "allow",
      changed: { files: [{ classes: [{ what: "reformatted", lines: [[2, 2]] }], excused: [[2, 2]] }] },
    });
  });

  it("do not excuse what is new beside them", () => {
    shop.commit("more", { "src/cart.js": `${refuse.replace("  throw", "  count();\n  throw")}${add}` });
    expect(judge({ "src/cart.js": { 2: 0, 3: 0, 4: 0, 7: 1 } })).toMatchObject({
      outcome: "block",
      changed: { files: [{ classes: [{ what: "new", lines: [[3, 3]] }], excused: [] }] },
    });
  });

  it("excuse nothing where the base report is of the change itself", () => {
    shop.commit("move", { "src/cart.js": add, "src/refuse.js": refuse });
    const reports = { "src/cart.js": { 2: 1 }, "src/refuse.js": { 2: 0, 3: 0 } };
    run(["collect", "--out", "base.tollgate"]); // of the change itself: it is no base
    expect(judge(reports)).toMatchObject({
      outcome: "block",
      changed: { unexcused: { reason: "there is no base report" } },
    });
  });
});

describe("lines that tests ran before", () => {
  it("block where they are only moved and no test runs them any more", () => {
    shop.commit("format", { "src/cart.js": `${refuse}${add.replace("return a", "  return a")}` });
    const { outcome, changed, decision } = judge({ "src/cart.js": { 2: 0, 3: 0, 6: 0 } });
    expect({ outcome, changed }).toMatchObject({
      outcome: "block",
      changed: { files: [{ classes: [{ what: "reformatted", lines: [[6, 6]] }], lost: [[6, 6]] }] },
    });
    const [failed] = decision.rules.filter(({ rule }) => rule === "changed-coverage");
    expect(failed).toMatchObject({
      remedy: "Cover 1 more changed line: line 6 of `src/cart.js` is enough.",
      violations: [{ message: "no test runs this line any more since it was moved or reformatted" }],
    });
  });
});

describe("coverage against the base", () => {
  it("is told where it was lost outside the change, and is no reason by itself", () => {
    shop.commit("page", { "src/page.js": "page();\n" });
    const { outcome, baseline } = judge({ "src/cart.js": { 2: 0, 3: 0, 6: 0 }, "src/page.js": { 1: 1 } });
    expect({ outcome, coverage: baseline.coverage }).toMatchObject({
      outcome: "allow",
      coverage: {
        counts: { LBC: 1, UBC: 2, GNC: 1 },
        files: [
          { path: "src/cart.js", inDiff: false, lost: [[6, 6]] },
          { path: "src/page.js", inDiff: true },
        ],
      },
    });
    const comment = readFileSync(join(shop.root, ".tollgate/out/comment.md"), "utf8");
    expect(comment).toContain("`src/cart.js:6`: no test runs line 6 any more, outside the change");
  });

  it("holds the change where a file that is still there vanished from it", () => {
    shop.commit("page", { "src/page.js": "page();\n" });
    const { outcome, missing } = judge({ "src/page.js": { 1: 1 } });
    expect({ outcome, missing }).toMatchObject({
      outcome: "hold",
      missing: [{ what: "coverage of src/cart.js" }],
    });
  });

  it("does not miss a file that is deleted", () => {
    shop.remove("src/cart.js");
    shop.commit("page", { "src/page.js": "page();\n" });
    expect(judge({ "src/page.js": { 1: 1 } })).toMatchObject({
      outcome: "allow",
      baseline: { coverage: { counts: { GNC: 1, DUB: 2, DCB: 1 }, vanished: [] } },
    });
  });
});

describe("a source that no report mentions", () => {
  it("is listed, and uncovered where the policy says so", () => {
    const rule = "version: 1\nrules:\n  coverage: { min: 50%, unmentioned: ignored }\n";
    const types = "export type Page = { title: string };\n";
    shop.commit("page", { "src/page.js": `${refuse}page();\n`, "src/types.ts": types });
    // Outside the repository, where the change cannot edit it.
    const policy = `${shop.root}-policy.yml`;
    const judgeBy = (text: string): ReturnType<typeof judge> => {
      writeFileSync(policy, text);
      const options = ["--base-report", "base.tollgate", "--config", policy];
      return judge({ "src/cart.js": { 2: 0, 3: 1, 6: 1 } }, options);
    };
    onTestFinished(() => rmSync(policy));
    const first = judgeBy(rule);
    const page = { path: "src/page.js", package: "shop", size: { lines: 3, functions: 1, branches: 0 } };
    expect(first).toMatchObject({ outcome: "allow", unmentioned: [page] });
    expect(judgeBy(rule.replace("ignored", "uncovered"))).toMatchObject({ outcome: "block" });
  });
});

function lcov(files: Readonly<Record<string, Readonly<Record<number, number>>>>): string {
  return Object.entries(files)
    .map(([path, lines]) => {
      const records = Object.entries(lines).map(([line, hits]) => `DA:${line},${hits}\n`);
      return `SF:${path}\n${records.join("")}end_of_record\n`;
    })
    .join("");
}

function run(args: readonly string[]): string {
  const { stdout, stderr } = runTollgate(shop.root, args);
  expect(stderr).toBe("");
  return stdout;
}

function judge(
  reports: Readonly<Record<string, Readonly<Record<number, number>>>>,
  base: readonly string[] = ["--base-report", "base.tollgate"],
): {
  readonly outcome: Decision["outcome"];
  readonly changed: ChangedCode;
  readonly decision: Decision;
  readonly baseline: Baseline;
  readonly missing: readonly MissingEvidence[];
  readonly unmentioned: readonly UnmentionedFile[];
} {
  shop.write({ "coverage/lcov.info": lcov(reports) });
  const decision: Decision = JSON.parse(run(["run", "--base", "main", ...base, "--json"]));
  const report = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
  const { changed, baseline, missing, unmentioned } = report;
  return { outcome: decision.outcome, changed, decision, baseline, missing, unmentioned };
}
