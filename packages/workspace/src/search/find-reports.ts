import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { compareText, type Problem, type RepoPath, type ReportSpec, type RepoTree } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { trackedFiles } from "../tree/tracked-files.ts";
import { walk } from "../tree/walk.ts";
import { expectationOf, isReportFolder, isSearched } from "./convention.ts";
import { compileSpecs } from "./spec-matcher.ts";

/** A file that is or may be a report. */
export type FoundReport = {
  readonly path: RepoPath;
  /** True when its name or the policy promises a report. */
  readonly promised: boolean;
  /** The policy's entry that it belongs to. */
  readonly spec?: ReportSpec;
  /** Why it must not be opened: a folder that cannot be listed, a link that leaves the repository. */
  readonly problem?: Problem;
};

export type FoundReports = {
  /** Sorted by path. */
  readonly reports: readonly FoundReport[];
  /** What looks like a report and was left out. */
  readonly problems: readonly Problem[];
};

/**
 * The reports of a checkout: with `specs` the files that they name, else by convention; what tells how runs
 * ended always. Looks
 * at the files on disk, since reports are usually ignored by git; what git tracks is only taken when a spec names it.
 */
export function findReports(
  tree: RepoTree,
  specs: readonly ReportSpec[],
  env: WorkspaceEnvironment["env"] = process.env,
): FoundReports {
  const search = specs.length === 0 ? conventionSearch() : specSearch(specs);
  const found: FoundReport[] = [];
  const visited = new Set<string>();
  visit("");
  addRunRecords();
  found.sort((a, b) => compareText(a.path, b.path));
  return specs.length === 0 ? withoutTracked(found, tree, env) : { reports: found, problems: [] };

  /** How runs ended counts also where the policy names the reports: no entry has to ask for it. */
  function addRunRecords(): void {
    const known = new Set(found.map(({ path }) => path));
    for (const folder of new Set(["", ...tree.packages.map(({ dir }) => dir)])) {
      for (const path of runRecordsIn(tree.root, folder))
        if (!known.has(path)) found.push({ path, promised: true });
    }
  }

  function visit(from: RepoPath): void {
    walk(tree.root, from, {
      enter: search.enters,
      unreadable: (path) => void (search.keepsReports(path) && found.push(unreadableFolder(path))),
      entry: (path, entry) => visitEntry(path, entry),
    });
  }

  function visitEntry(path: RepoPath, entry: Dirent): void {
    const report = search.classify(path);
    if (!entry.isSymbolicLink()) {
      if (report !== undefined && entry.isFile()) found.push(report);
      return;
    }
    const keepsReports = search.keepsReports(path);
    if (report === undefined && !keepsReports) return;
    const target = resolveLink(tree.root, path);
    if (target.isFolder ? !keepsReports : report === undefined) return;
    if (target.isOutside) found.push(leavingLink(path));
    else if (target.isFolder) follow(path, target.path);
    else if (report !== undefined) found.push(report);
  }

  /** A linked folder inside the repository is visited once, so links that form a circle end. */
  function follow(path: RepoPath, target: string): void {
    if (visited.has(target)) return;
    visited.add(target);
    visit(path);
  }
}

type Search = {
  /** Whether to look into a folder. */
  readonly enters: (folder: RepoPath) => boolean;
  /** Whether a folder at this path would be one for reports, so that not seeing into it is a loss. */
  readonly keepsReports: (folder: RepoPath) => boolean;
  readonly classify: (path: RepoPath) => FoundReport | undefined;
};

function conventionSearch(): Search {
  return {
    enters: isSearched,
    keepsReports: isReportFolder,
    classify(path) {
      const expectation = expectationOf(path);
      return expectation === undefined ? undefined : { path, promised: expectation === "promised" };
    },
  };
}

function specSearch(specs: readonly ReportSpec[]): Search {
  const { match, mayHold } = compileSpecs(specs);
  return {
    enters: mayHold,
    keepsReports: (folder) =>
      match(`${folder}/report`) !== undefined || (mayHold(folder) && isReportFolder(folder)),
    classify(path) {
      const found = match(path);
      if (found === undefined) return undefined;
      return { path, promised: found.isSpecific || expectationOf(path) === "promised", spec: found.spec };
    },
  };
}

/** Git is asked only when something was found that is not ignored. */
function withoutTracked(
  found: readonly FoundReport[],
  tree: RepoTree,
  env: WorkspaceEnvironment["env"],
): FoundReports {
  const listed = new Set(tree.files);
  if (!tree.hasGit || !found.some(({ path }) => listed.has(path))) return { reports: found, problems: [] };
  const tracked = trackedFiles(tree, env);
  return {
    reports: found.filter(({ path }) => !tracked.has(path)),
    problems: found.filter(({ path, promised }) => promised && tracked.has(path)).map(trackedReport),
  };
}

function trackedReport({ path }: FoundReport): Problem {
  return {
    code: "tracked-report",
    severity: "info",
    message:
      "The name promises a report, but git tracks the file: it was not written by this run and is not counted.",
    remedy: "If it is a report of this run, name it in the policy's `reports`, or better: let git ignore it.",
    path,
  };
}

/** What turbo and we ourselves keep of runs, if the folder is a root of turbo or of a package. */
function runRecordsIn(root: string, folder: RepoPath): readonly RepoPath[] {
  return runFolders.flatMap(({ name, ending }) => {
    const runs = folder === "" ? name : `${folder}/${name}`;
    return namesIn(join(root, runs))
      .filter((file) => ending.test(file))
      .map((file) => `${runs}/${file}`);
  });
}

const runFolders = [
  { name: ".turbo/runs", ending: /\.json$/ },
  { name: ".tollgate/runs", ending: /\.(?:json|ndjson)$/ },
] as const;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return [];
    throw error;
  }
}

type LinkTarget = { readonly path: string; readonly isFolder: boolean; readonly isOutside: boolean };

/** Where a symbolic link leads. A broken one stays as it is: reading it says what is wrong. */
function resolveLink(root: string, path: RepoPath): LinkTarget {
  try {
    const target = realpathSync.native(join(root, path));
    const inside = relative(root, target);
    return {
      path: target,
      isFolder: statSync(target).isDirectory(),
      isOutside: inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside),
    };
  } catch {
    return { path, isFolder: false, isOutside: false };
  }
}

function leavingLink(path: RepoPath): FoundReport {
  return {
    path,
    promised: true,
    problem: {
      code: "outside-repository",
      severity: "error",
      message: "This is a symbolic link that leaves the repository; it was not followed.",
      remedy: "Copy the reports into the repository's folder, or let the tool write them there.",
      path,
    },
  };
}

function unreadableFolder(path: RepoPath): FoundReport {
  return {
    path,
    promised: true,
    problem: {
      code: "unreadable-file",
      severity: "error",
      message: "The folder may not be listed by this user, so the reports in it are unknown.",
      remedy:
        "Give the user that runs Tollgate permission to read it; reports written inside a container often belong to root.",
      path,
    },
  };
}
