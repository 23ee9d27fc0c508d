import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";

/** Variables for a process under test: as this process, without what CI and git hooks put there. */
export type TestEnvironment = Readonly<Record<string, string | undefined>>;

/** A git repository in a temporary folder, with a fixed identity, fixed dates and no configuration of the user. */
export type TemporaryRepository = {
  /** Absolute, with `/` and without symbolic links: as git names it. */
  readonly root: string;
  /** For the code under test. */
  readonly env: TestEnvironment;
  /** Writes files below the root; paths with `/`, folders are made. */
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => void;
  /** Removes a file or folder below the root. */
  readonly remove: (path: string) => void;
  /** Runs git and returns what it printed, without the last line end. */
  readonly git: (...args: readonly string[]) => string;
  /** Writes the files, stages everything that is not ignored, commits; returns the SHA. */
  readonly commit: (message: string, files?: Readonly<Record<string, string | Uint8Array>>) => string;
  /** Makes a branch at HEAD and switches to it. */
  readonly branch: (name: string) => void;
  /** A clone in another temporary folder; `args` are options of `git clone`. Its origin is a `file:` URL. */
  readonly clone: (...args: readonly string[]) => TemporaryRepository;
  /** Removes the folder, and those of its clones. */
  readonly cleanup: () => void;
};

/** A new repository on branch `main` without a commit. */
export function createRepository(): TemporaryRepository {
  const root = createTemporaryFolder();
  runGit(root, 0, ["init", "--quiet", "--initial-branch=main"]);
  return repositoryAt(root);
}

/** A new folder that is no repository: absolute, with `/` and without symbolic links. */
export function createTemporaryFolder(): string {
  return realpathSync.native(mkdtempSync(join(tmpdir(), "tollgate-"))).replaceAll(sep, "/");
}

function repositoryAt(root: string): TemporaryRepository {
  const clones: TemporaryRepository[] = [];
  let commits = 0;
  const git = (...args: readonly string[]): string => runGit(root, commits, args);
  const write: TemporaryRepository["write"] = (files) => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  };
  return {
    root,
    env: environmentFor(0),
    write,
    git,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    commit(message, files = {}) {
      write(files);
      git("add", "--all");
      commits++;
      git("commit", "--quiet", "--allow-empty", `--message=${message}`);
      return git("rev-parse", "HEAD");
    },
    branch: (name) => void git("switch", "--quiet", "--create", name),
    clone(...args) {
      const folder = createTemporaryFolder();
      git("clone", "--quiet", ...args, `file://${root}`, folder);
      const clone = repositoryAt(folder);
      clones.push(clone);
      return clone;
    },
    cleanup() {
      for (const clone of clones) clone.cleanup();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function runGit(root: string, commits: number, args: readonly string[]): string {
  const output = execFileSync("git", ["-c", "protocol.file.allow=always", ...args], {
    cwd: root,
    env: environmentFor(commits),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return output.replace(/\r?\n$/, "");
}

/** The clock moves one minute with each commit, so that history has an order. */
function environmentFor(commits: number): TestEnvironment {
  const date = new Date(Date.UTC(2026, 0, 1, 12, commits)).toISOString();
  return {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(?:CI$|GIT_|GITHUB_)/.test(name)),
    ),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.com",
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.com",
    GIT_COMMITTER_DATE: date,
  };
}
