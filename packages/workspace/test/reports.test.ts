import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { ReportSpec, RepoTree } from "@tollgate/model";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FoundReport, findReports, readTree } from "../src/index.ts";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.cleanup());

async function treeOf({ root, env }: Pick<TemporaryRepository, "root" | "env">): Promise<RepoTree> {
  return (await readTree({ cwd: root, env })).tree;
}

async function find(...specs: readonly ReportSpec[]): Promise<readonly FoundReport[]> {
  return findReports(await treeOf(repository), specs, repository.env).reports;
}

/** `path` or `path?` for what is not promised. */
function shown(reports: readonly FoundReport[]): readonly string[] {
  return reports.map(({ path, promised, problem }) => `${path}${promised ? "" : "?"}${problem ? "!" : ""}`);
}

function spec(kind: string, ...files: readonly string[]): ReportSpec {
  return { kind, files, required: true, place: { path: "tollgate.yml", line: 1, column: 1 } };
}

describe("reports by convention", () => {
  it("are found although git ignores them, never in installed packages, git's or our folder", async () => {
    repository.commit("first", { ".gitignore": "*\n!.gitignore\n" });
    repository.write({
      "junit.xml": "",
      "packages/api/coverage/coverage-final.json": "",
      "packages/api/coverage/clover.xml": "",
      "packages/api/coverage/index.html": "",
      "packages/api/coverage/.tmp/coverage-0.json": "",
      "packages/api/reports/unit/vitest.json": "",
      "packages/api/dist/TEST-a.xml": "",
      ".turbo/runs/1.json": "",
      "node_modules/x/junit.xml": "",
      "packages/api/node_modules/x/coverage/lcov.info": "",
      ".git/junit.xml": "",
      ".idea/runConfigurations/All_JUnit.xml": "",
      ".tollgate/out/junit.xml": "",
    });
    expect(shown(await find())).toEqual([
      ".turbo/runs/1.json",
      "junit.xml",
      "packages/api/coverage/clover.xml?",
      "packages/api/coverage/coverage-final.json",
      "packages/api/dist/TEST-a.xml",
      "packages/api/reports/unit/vitest.json",
    ]);
  });

  it("are never files that git tracks", async () => {
    repository.commit("first", { "fixtures/junit.xml": "", "reports/old.json": "" });
    repository.write({ "reports/new.json": "", "junit.xml": "" });
    const { reports, problems } = findReports(await treeOf(repository), [], repository.env);
    expect(shown(reports)).toEqual(["junit.xml", "reports/new.json?"]);
    expect(problems).toMatchObject([
      { code: "tracked-report", severity: "info", path: "fixtures/junit.xml" },
    ]);
  });

  it("are told from tracked files by git also for a tree of other origin", async () => {
    repository.commit("first", { "fixtures/junit.xml": "" });
    repository.write({ "junit.xml": "" });
    const copy = { ...(await treeOf(repository)) };
    expect(shown(findReports(copy, [], repository.env).reports)).toEqual(["junit.xml"]);
  });

  it("are found without git", async () => {
    repository.write({ "reports/unit/junit.xml": "" });
    rmSync(join(repository.root, ".git"), { recursive: true });
    expect(shown(await find())).toEqual(["reports/unit/junit.xml"]);
  });

  it("are not those of other checkouts inside, but those of submodules", async () => {
    const library = createRepository();
    library.commit("first", { "lib.ts": "" });
    repository.git("submodule", "--quiet", "add", `file://${library.root}`, "lib");
    repository.commit("first");
    repository.git("worktree", "add", "--quiet", "trees/other", "-b", "other");
    repository.git("clone", "--quiet", `file://${library.root}`, "clone");
    repository.write({ "lib/junit.xml": "", "trees/other/junit.xml": "", "clone/junit.xml": "" });
    expect(shown(await find())).toEqual(["lib/junit.xml"]);
    library.cleanup();
  });

  it("are not taken through a link that leaves the repository, and that is a problem", async () => {
    const outside = createTemporaryFolder();
    repository.write({ "src/a.ts": "" });
    symlinkSync(outside, join(repository.root, "coverage"));
    symlinkSync(outside, join(repository.root, "src/data"));
    symlinkSync("/dev/null", join(repository.root, "junit.xml"));
    symlinkSync("/dev/null", join(repository.root, "src/null"));
    expect(await find()).toMatchObject([
      { path: "coverage", promised: true, problem: { code: "outside-repository", severity: "error" } },
      { path: "junit.xml", promised: true, problem: { code: "outside-repository", severity: "error" } },
    ]);
    rmSync(outside, { recursive: true });
  });

  it("are found through links inside the repository, also when those form a circle", async () => {
    repository.write({ "build/a/results.json": "", "build/a/TEST-x.xml": "" });
    symlinkSync("build/a", join(repository.root, "reports"));
    symlinkSync("..", join(repository.root, "build/a/reports"));
    symlinkSync("nowhere", join(repository.root, "junit.xml"));
    const found = shown(await find());
    expect(found).toContain("reports/results.json?");
    expect(found).toContain("build/a/TEST-x.xml");
    expect(found).toContain("junit.xml");
    expect(found.length).toBeLessThan(12);
  });

  it.runIf(process.getuid?.() !== 0 && process.platform !== "win32")(
    "in a folder that cannot be listed are a problem",
    async () => {
      const folders = ["packages/api/reports", "data"].map((path) => join(repository.root, path));
      for (const folder of folders) mkdirSync(folder, { recursive: true });
      for (const folder of folders) chmodSync(folder, 0);
      const found = await find();
      for (const folder of folders) chmodSync(folder, 0o700);
      expect(found).toMatchObject([
        { path: "packages/api/reports", promised: true, problem: { code: "unreadable-file" } },
      ]);
    },
  );

  it("skip what only has the name of a report", async () => {
    repository.write({ "junit.xml/inner.txt": "" });
    expect(await find()).toEqual([]);
  });
});

describe("reports by the policy", () => {
  it("have turbo's run summaries beside them, whose exit codes count in any case", async () => {
    repository.commit("first", {
      "packages/api/package.json": '{ "name": "api" }',
      "package.json": '{ "name": "shop", "workspaces": ["packages/*"] }',
    });
    repository.write({
      "reports/unit/a.xml": "",
      ".turbo/runs/1.json": "",
      "packages/api/.turbo/runs/2.json": "",
      "packages/api/.turbo/turbo-build.log": "",
    });
    expect(shown(await find(spec("unit", "reports/unit/**")))).toEqual([
      ".turbo/runs/1.json",
      "packages/api/.turbo/runs/2.json",
      "reports/unit/a.xml?",
    ]);
  });

  it("are exactly the named files, tracked or not, each with its first entry", async () => {
    const unit = spec("unit", "packages/*/reports/**", "!**/*.png");
    const rest = spec("e2e", "e2e/*.json", "packages/**/junit.xml");
    repository.commit("first", { "packages/api/reports/tracked.json": "" });
    repository.write({
      "packages/api/reports/junit.xml": "",
      "packages/api/reports/shot.png": "",
      "packages/web/junit.xml": "",
      "e2e/results.json": "",
      "e2e/deep/results.json": "",
      "junit.xml": "",
    });
    const found = await find(unit, rest);
    expect(shown(found)).toEqual([
      "e2e/results.json",
      "packages/api/reports/junit.xml",
      "packages/api/reports/tracked.json?",
      "packages/web/junit.xml",
    ]);
    expect(found.map((report) => report.spec?.kind)).toEqual(["e2e", "unit", "unit", "e2e"]);
  });

  it("are not looked for in installed packages", async () => {
    repository.write({ "node_modules/x/reports/junit.xml": "" });
    expect(await find(spec("unit", "**/reports/*.xml"))).toEqual([]);
  });

  it("behind links to elsewhere are a problem only where reports are expected", async () => {
    const outside = createTemporaryFolder();
    symlinkSync(outside, join(repository.root, "reports"));
    symlinkSync(outside, join(repository.root, "data"));
    expect(shown(await find(spec("unit", "**/reports/*.xml")))).toEqual(["reports!"]);
    rmSync(outside, { recursive: true });
  });
});
