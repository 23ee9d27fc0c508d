import { spawnSync } from "node:child_process";

/** What this package may use of the outside world. */
export type WorkspaceEnvironment = {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** What git said. `missing`: there is no git to run. */
export type GitAnswer =
  | { readonly ok: true; readonly stdout: Buffer; readonly stderr: string }
  | { readonly ok: false; readonly missing: boolean; readonly message: string };

/**
 * Runs git in `environment.cwd` without a shell. The user's configuration stays (it holds `safe.directory`), but
 * nothing of it that runs programs or changes what is printed.
 */
export function runGit(
  environment: WorkspaceEnvironment,
  args: readonly string[],
  input?: string,
  maxBuffer: number = maxOutput,
): GitAnswer {
  const result = spawnSync("git", [...settings, ...args], {
    cwd: environment.cwd,
    env: gitEnvironment(environment.env),
    maxBuffer,
    windowsHide: true,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    ...(input === undefined ? {} : { input }),
  });
  if (result.error !== undefined) {
    const code = "code" in result.error ? result.error.code : undefined;
    return { ok: false, missing: code === "ENOENT", message: explain(code) };
  }
  const stderr = result.stderr.toString("utf8");
  if (result.status === 0) return { ok: true, stdout: result.stdout, stderr };
  return { ok: false, missing: false, message: firstLine(stderr) || `git ended with ${result.status}` };
}

const settings = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];

/** 1 GiB: more is no diff that anyone reviews. */
const maxOutput = 1024 * 1024 * 1024;

function explain(code: unknown): string {
  if (code === "ENOENT") return "git is not installed, or not on the path";
  if (code === "ENOBUFS") return "git printed more than 1 GiB";
  return `git could not be started (${String(code)})`;
}

function firstLine(text: string): string {
  return text
    .split("\n", 1)[0]!
    .replace(/^fatal: /, "")
    .slice(0, 300);
}

/** Variables of a calling git or of a user that would change the output; the rest says where the repository is. */
const unwanted = /^GIT_(?:EXTERNAL_DIFF|DIFF_OPTS|(?:LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS|PREFIX)$/;

function gitEnvironment(env: WorkspaceEnvironment["env"]): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !unwanted.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    LANGUAGE: "",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
  };
}
