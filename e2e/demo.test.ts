import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Decision, Report } from "@tollgate/model";
import { createRepository } from "@tollgate/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { normaliseComment, staleness } from "../scripts/picture.ts";
import { reportDigest, staleReport } from "../scripts/report-picture.ts";
import { root, runTollgate } from "./run-tollgate.ts";

describe("the demonstration", () => {
  let demo: Demo;
  beforeAll(() => {
    demo = runDemo(".tollgate/demo", []);
  });

  it("ends in the verdict that was wanted", () => {
    expect(demo.status, demo.output).toBe(0);
    expect(demo.decision.outcome).toBe("block");
  });

  it("names the new failure and where it is", () => {
    const failing = ruleOf(demo, "no-failing-tests");
    expect(failing.answer).toBe("fail");
    expect(failing.violations).toHaveLength(1);
    expect(failing.violations[0]).toMatchObject({
      package: "@shop/api",
      path: expect.stringMatching(/^packages\/api\/.*\.test\.ts$/),
    });
  });

  it("names the changed lines that nothing covers", () => {
    const changed = ruleOf(demo, "changed-coverage");
    expect(changed.answer).toBe("fail");
    expect(changed.violations.length).toBeGreaterThan(0);
    for (const { path, line } of changed.violations)
      expect(`${path}:${line}`).toMatch(/^packages\/[a-z]+\/src\/.+:\d+$/);
  });

  it("reads the exit codes of all tasks", () => {
    const { runs }: Pick<Report, "runs"> = JSON.parse(readFileSync(join(demo.out, "report.json"), "utf8"));
    const tasks = runs.filter(({ source }) => source === "turbo");
    expect(tasks).toHaveLength(8);
    expect(tasks.filter(({ exitCode }) => exitCode !== 0).map(({ task }) => task)).toEqual([
      "@shop/api#test:integration",
    ]);
  });

  it("marks the flaky test and does not hide it", () => {
    expect(demo.decision.counts.flaky).toBe(1);
    expect(readFileSync(join(demo.out, "comment.md"), "utf8")).toMatch(/flaky/i);
    expect(readFileSync(join(demo.out, "junit.xml"), "utf8")).toContain("<flakyFailure");
  });

  it("names the files that it wrote", () => {
    for (const name of [
      "comment.md",
      "decision.json",
      "report.html",
      "report.json",
      "junit.xml",
      "lcov.info",
      "cobertura.xml",
      "evidence.tollgate",
    ]) {
      expect(existsSync(join(demo.out, name)), name).toBe(true);
      expect(demo.output).toContain(name);
    }
  });

  it("merges maps of different providers that differ", () => {
    const unit = statementsOf(
      join(demo.out, "reports/packages/api/reports/unit/coverage/coverage-final.json"),
      "checkout.ts",
    );
    const e2e = statementsOf(
      join(demo.out, "reports/e2e/reports/e2e/coverage/coverage-final.json"),
      "checkout.ts",
    );
    expect(e2e).not.toEqual(unit);
    const merged = readFileSync(join(demo.out, "lcov.info"), "utf8");
    const record = merged
      .split("end_of_record")
      .find((text) => text.includes("SF:packages/api/src/checkout.ts\n"))!;
    const lines = [...record.matchAll(/^DA:(\d+),/gm)].map(([, line]) => Number(line));
    expect(lines).toEqual([...new Set(unit)].sort((a, b) => a - b));
  });

  // Without Chromium the example skips its browser spec, and the comment says so.
  it.runIf(existsSync("/usr/bin/chromium"))("keeps the picture in the README current", () => {
    const comment = normaliseComment(readFileSync(join(demo.out, "comment.md"), "utf8"));
    expect(staleness(comment), "run `npm run demo && node scripts/picture.ts`").toEqual([]);
  });

  it.runIf(existsSync("/usr/bin/chromium"))("keeps the pictures of the report current", () => {
    const page = readFileSync(join(demo.out, "report.html"), "utf8");
    const digest = reportDigest(page, normaliseComment);
    expect(staleReport(digest), "run `npm run demo && node scripts/picture.ts`").toEqual([]);
  });

  it("reads the paths of another checkout from turbo's cache", () => {
    const again = runDemo(".tollgate/demo-again", []);
    expect(again.status, again.output).toBe(0);
    expect(again.output).toMatch(/FULL TURBO/);
    const coverage = (folder: string): string => readFileSync(join(folder, "lcov.info"), "utf8");
    expect(coverage(again.out)).toBe(coverage(demo.out));
  });
});

describe("the demonstration without the bug", () => {
  it("ends in allow, and its reports in a policy by which they pass", () => {
    const demo = runDemo(".tollgate/demo-without-bug", ["--without-bug"]);
    expect(demo.status, demo.output).toBe(0);
    expect(demo.decision.outcome).toBe("allow");
    expect(demo.decision.counts).toMatchObject({ failing: 0, flaky: 1 });

    const shop = createRepository();
    try {
      for (const part of ["", "pull-request/change", "pull-request/without-bug"])
        cpSync(join(root, "examples/storefront", part), shop.root, { recursive: true, filter: isSource });
      rmSync(join(shop.root, "tollgate.yml"));
      shop.commit("the storefront", {});
      cpSync(join(demo.out, "reports"), shop.root, { recursive: true });
      const { status, stdout, stderr } = runTollgate(shop.root, ["init"]);
      expect(status, stderr).toBe(0);
      expect(stdout).toContain("Judged by this policy, today's reports pass.");
      const policy = readFileSync(join(shop.root, "tollgate.yml"), "utf8");
      expect(policy).toContain('- "packages/*/reports/unit/coverage/coverage-final.json"');
      expect(policy).toMatch(/- \{ metric: lines, min: 9\d% \}/);
      expect(runTollgate(shop.root, ["run"]).status).toBe(0);
    } finally {
      shop.cleanup();
    }
  });
});

/** Neither what tools wrote nor the pull request itself, which is laid over. */
function isSource(path: string): boolean {
  return !/[\\/](?:node_modules|reports|\.turbo|\.tollgate|test-results|pull-request)$/.test(path);
}

type Demo = {
  readonly status: number | null;
  readonly output: string;
  readonly out: string;
  readonly decision: Decision;
};

function runDemo(out: string, args: readonly string[]): Demo {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts/demo/main.ts"), "--out", out, ...args],
    { cwd: root, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  const folder = join(root, out);
  const decision: Decision = JSON.parse(readFileSync(join(folder, "decision.json"), "utf8"));
  return { status, output: stdout + stderr, out: folder, decision };
}

function ruleOf({ decision }: Demo, id: string): Decision["rules"][number] {
  const result = decision.rules.find(({ rule }) => rule === id);
  if (result === undefined) throw new Error(`the decision has no rule ${id}`);
  return result;
}

/** Start lines of the statements of one file in an istanbul map. */
function statementsOf(path: string, file: string): readonly number[] {
  const map: Record<string, { statementMap: Record<string, { start: { line: number } }> }> = JSON.parse(
    readFileSync(path, "utf8"),
  );
  const key = Object.keys(map).find((name) => name.endsWith(`/${file}`));
  if (key === undefined) throw new Error(`${path} has no ${file}`);
  return Object.values(map[key]!.statementMap).map(({ start }) => start.line);
}
