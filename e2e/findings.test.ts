import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Decision, MergedFinding, Report, RuleResult } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root, runTollgate } from "./run-tollgate.ts";

/* What a real linter found, on a base with one finding and on a change of it. */

const cart = [
  "export function total(items) {",
  "  debugger;",
  "  return items.length;",
  "}",
  "",
  "export function isEmpty(items) {",
  "  return items.length === 0;",
  "}",
  "",
];

const policy = `version: 1
reports:
  - { kind: unit, files: ["reports/junit.xml"] }
  - { kind: lint, files: ["reports/*.sarif"], required: false }
rules:
  findings:
    - { new: true }
    - { max: 1 }
    - { level: warning, tool: Biome, ruleId: "lint/suspicious/*", max: 5 }
`;

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\n*.tollgate\n",
    "package.json": '{ "name": "shop" }\n',
    "biome.json": '{ "linter": { "rules": { "suspicious": { "noDebugger": "error" } } } }\n',
    "tollgate.yml": policy,
    "src/cart.js": cart.join("\n"),
  });
  lint();
  runTollgate(shop.root, ["collect", "--out", "base.tollgate"]);
  shop.branch("change");
});
afterEach(() => shop.cleanup());

describe("findings of a change", () => {
  it("pass where its base has them, though line and file moved", () => {
    shop.git("mv", "src/cart.js", "src/basket.js");
    shop.commit("move", { "src/basket.js": ["// The basket.", "", ...cart].join("\n") });
    lint();
    const { status, findings, rules } = judge();
    expect(findings.map(({ path, line, change }) => [path, line, change])).toEqual([
      ["src/basket.js", 4, "unchanged"],
    ]);
    expect(rules.map(({ answer }) => answer)).toEqual(["pass", "pass", "pass"]);
    expect(status).toBe(0);
  });

  it("pass where only the layout of their lines changed, and fail where these lines are others", () => {
    const wrapped = (line: string): string => cart.join("\n").replace("  debugger;", line);
    shop.commit("wrap", { "src/cart.js": wrapped("    debugger;\n\n  // why") });
    lint();
    expect(judge().rules[0]).toMatchObject({ answer: "pass" });
    shop.commit("other", {
      "src/cart.js": wrapped("  if (items.length > 3 && items[0] !== undefined) debugger;"),
    });
    lint();
    expect(judge().rules[0]).toMatchObject({ answer: "fail" });
  });

  it("fail where they are new, with their place", () => {
    const changed = cart.map((line) => (line.includes("=== 0") ? `  debugger;\n${line}` : line));
    shop.commit("debug", { "src/cart.js": changed.join("\n") });
    lint();
    const { status, stdout, rules } = judge();
    expect(rules.map(({ answer }) => answer)).toEqual(["fail", "fail", "pass"]);
    expect(rules[0]).toMatchObject({
      message: "1 new finding of level error (1 on the base too), none is wanted.",
      violations: [
        {
          path: "src/cart.js",
          line: 7,
          message: expect.stringMatching(/^lint\/suspicious\/noDebugger: .* \(Biome, error, new\)$/),
        },
      ],
    });
    expect(status).toBe(1);
    expect(stdout).toContain("src/cart.js:7");
  });

  it("that are fixed are told", () => {
    shop.commit("mend", { "src/cart.js": cart.filter((line) => !line.includes("debugger")).join("\n") });
    lint();
    const { rules, baseline } = judge();
    expect(rules[1]).toMatchObject({
      answer: "pass",
      message: "0 findings of level error (1 fixed since the base), at most 1 is wanted.",
    });
    expect(baseline?.fixedFindings).toMatchObject([{ path: "src/cart.js", line: 2 }]);
  });
});

describe("a report of findings", () => {
  it("that did not arrive is no report without findings", () => {
    rmSync(join(shop.root, "reports/biome.sarif"));
    const { rules, status } = judge();
    expect(rules.map(({ answer, effect }) => [answer, effect])).toEqual([
      ["unknown", "hold"],
      ["unknown", "hold"],
      ["unknown", "hold"],
    ]);
    expect(status).toBe(1);
  });

  it("that is cut blocks", () => {
    const text = readFileSync(join(shop.root, "reports/biome.sarif"), "utf8");
    shop.write({ "reports/biome.sarif": text.slice(0, text.indexOf('"results"') + 20) });
    expect(judge().rules.map(({ answer, effect }) => [answer, effect])).toContainEqual(["unknown", "block"]);
  });

  it("whose tool did not succeed blocks", () => {
    const log = JSON.parse(readFileSync(join(shop.root, "reports/biome.sarif"), "utf8")) as {
      runs: object[];
    };
    const runs = log.runs.map((run) => ({
      ...run,
      results: [],
      invocations: [{ executionSuccessful: false }],
    }));
    shop.write({ "reports/biome.sarif": JSON.stringify({ ...log, runs }) });
    const { rules } = judge();
    expect(rules.map(({ answer, effect }) => [answer, effect])).toEqual([
      ["unknown", "block"],
      ["unknown", "block"],
      ["unknown", "block"],
    ]);
  });

  it("is written, merged, as SARIF, which is no evidence", () => {
    const { findings } = judge("--also", "sarif");
    const path = join(shop.root, ".tollgate/out/findings.sarif");
    const [run] = (JSON.parse(readFileSync(path, "utf8")) as { runs: { results: object[] }[] }).runs;
    expect(run?.results).toMatchObject([
      {
        ruleId: "lint/suspicious/noDebugger",
        level: "error",
        baselineState: "unchanged",
        locations: [
          { physicalLocation: { artifactLocation: { uri: "src/cart.js" }, region: { startLine: 2 } } },
        ],
      },
    ]);
    expect(findings).toHaveLength(1);
    expect(runTollgate(shop.root, ["inspect", path]).stdout).toContain("error own-output");
  });

  it("is counted by level in inspect", () => {
    const { stdout } = runTollgate(shop.root, ["inspect", "reports/biome.sarif"]);
    expect(stdout).toContain("1 finding of Biome: 1 error, 0 warnings, 0 notes");
  });
});

/** Runs the real linter, and leaves a test that passed beside its report. */
function lint(): void {
  shop.write({
    "reports/junit.xml":
      '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n',
    "reports/biome.sarif": "",
  });
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const report = "--reporter-file=reports/biome.sarif";
  const { status, stderr } = spawnSync(process.execPath, [biome, "lint", "--reporter=sarif", report, "src"], {
    cwd: shop.root,
    encoding: "utf8",
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
}

function judge(...more: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly findings: readonly MergedFinding[];
  readonly baseline: Report["baseline"];
  readonly rules: readonly RuleResult[];
} {
  const args = ["run", "--base", "main", "--base-report", "base.tollgate", ...more];
  const { status, stdout } = runTollgate(shop.root, args);
  const read = <T>(name: string): T =>
    JSON.parse(readFileSync(join(shop.root, `.tollgate/out/${name}`), "utf8")) as T;
  const { findings, baseline } = read<Report>("report.json");
  const rules = read<Decision>("decision.json").rules.filter(({ rule }) => rule === "findings");
  return { status, stdout, findings, baseline, rules };
}
