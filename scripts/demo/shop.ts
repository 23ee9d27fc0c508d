import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A checkout of the example in a temporary folder. */
export type Shop = {
  readonly folder: string;
  /** Commits all files on a branch that starts at the present commit. */
  commit(branch: string, message: string): void;
  install(): void;
  /** Runs the test tasks by turbo; tests may fail, turbo must start. */
  runTests(): void;
  /** Copies a folder of the pull request over the tree. */
  overlay(name: "change" | "without-bug"): void;
  removeReports(): void;
  /** Folders with reports, below the checkout. */
  reportFolders(): readonly string[];
  /** Runs the CLI in the checkout; returns its exit code. */
  tollgate(args: readonly string[]): number;
  remove(): void;
};

const tasks = ["test:unit", "test:integration", "test:e2e"];

export function createShop(root: string): Shop {
  const example = join(root, "examples/storefront");
  const folder = mkdtempSync(join(tmpdir(), "tollgate-storefront-"));
  const windows = process.platform === "win32";
  cpSync(example, folder, { recursive: true, filter: (path) => !left.has(basename(path)) });

  return { folder, commit, install, runTests, overlay, removeReports, reportFolders, tollgate, remove };

  function commit(branch: string, message: string): void {
    if (!existsSync(join(folder, ".git"))) must("git", ["init", "--quiet", `--initial-branch=${branch}`]);
    else must("git", ["switch", "--quiet", "--create", branch]);
    must("git", ["add", "--all"]);
    must("git", ["commit", "--quiet", "--no-gpg-sign", "--message", message]);
  }

  function install(): void {
    must("pnpm", ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=silent"]);
  }

  function runTests(): void {
    // At the first failure turbo would stop the other tasks and leave them out of its summary.
    const status = call(
      "turbo",
      ["run", ...tasks, "--continue", "--summarize", "--output-logs=new-only", "--log-order=grouped"],
      "inherit",
    );
    if (status === null || !existsSync(join(folder, ".turbo/runs")))
      throw new Error("turbo did not run the tests");
  }

  function overlay(name: string): void {
    cpSync(join(example, "pull-request", name), folder, { recursive: true });
  }

  function removeReports(): void {
    for (const reports of reportFolders()) rmSync(join(folder, reports), { recursive: true });
    rmSync(join(folder, ".turbo/runs"), { recursive: true, force: true });
  }

  function reportFolders(): readonly string[] {
    const packages = readdirSync(join(folder, "packages")).map((name) => `packages/${name}`);
    return [...packages, "e2e"]
      .map((owner) => `${owner}/reports`)
      .filter((reports) => existsSync(join(folder, reports)));
  }

  function tollgate(args: readonly string[]): number {
    const status = call(process.execPath, [join(root, "packages/cli/bin/tollgate.cjs"), ...args], "inherit");
    return status ?? 2;
  }

  function remove(): void {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  function must(command: string, args: readonly string[]): void {
    if (call(command, args, "inherit") !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
  }

  function call(command: string, args: readonly string[], stdio: "inherit"): number | null {
    return spawnSync(command, args, {
      cwd: folder,
      stdio,
      env: environment(root),
      shell: windows && command !== "git" && command !== process.execPath,
    }).status;
  }
}

/** Left out of the copy: what tools write, and the pull request. */
const left = new Set(["node_modules", "reports", ".turbo", "pull-request", ".tollgate", "test-results"]);

/**
 * One turbo cache for all demonstrations, so that a second one takes seconds; nothing of the CI job or the user's git
 * and turbo settings that surround it. `CHROMIUM` is part of the hash of the example's end-to-end tests.
 */
function environment(root: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:GITHUB|TURBO)_/.test(name));
  const chromium = process.env["TOLLGATE_CHROMIUM"] ?? "/usr/bin/chromium";
  return {
    ...Object.fromEntries(inherited),
    CHROMIUM: existsSync(chromium) ? chromium : "",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_CACHE_DIR: join(root, "node_modules/.cache/tollgate-demo"),
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Storefront",
    GIT_AUTHOR_EMAIL: "storefront@example.com",
    GIT_COMMITTER_NAME: "Storefront",
    GIT_COMMITTER_EMAIL: "storefront@example.com",
    GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
    GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
  };
}
