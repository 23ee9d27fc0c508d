import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { compareText, type Problem, type RepoPath } from "@tollgate/model";

/** A folder that a manifest makes a package. */
export type Member = {
  readonly dir: RepoPath;
  /** As the manifest says; absent when it does not. */
  readonly name?: string;
  readonly scripts?: readonly string[];
};

/** The files that name packages and workspaces. */
const manifestNames = [
  "package.json",
  "pnpm-workspace.yaml",
  "nx.json",
  "project.json",
  "pyproject.toml",
  "Cargo.toml",
  "go.mod",
  "pom.xml",
] as const;

type ManifestName = (typeof manifestNames)[number];

export interface Manifests {
  /** Folders that hold a manifest of this name, sorted. */
  foldersWith(name: ManifestName): readonly RepoPath[];
  has(dir: RepoPath, name: ManifestName): boolean;
  /** What `parse` makes of it; `undefined` when it is not there, or cannot be read or parsed, which is a problem. */
  read<T>(dir: RepoPath, name: ManifestName, parse: (text: string) => T): T | undefined;
  /** What went wrong so far. */
  readonly problems: readonly Problem[];
}

/** Where manifests are looked for: a work tree, or a commit. */
export type ManifestSource = {
  readonly files: readonly RepoPath[];
  /** `gone`: the file is listed and not there. `undefined`: it cannot be read. */
  readonly read: (path: RepoPath) => { readonly text: string } | "gone" | undefined;
};

/** Whether a file of this name can be a manifest. */
export function isManifest(path: RepoPath): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return manifestNames.some((manifest) => manifest === name);
}

/** Manifests among the files of a repository. */
export function createManifests({ files, read: readText }: ManifestSource): Manifests {
  const folders = new Map<string, Set<RepoPath>>(manifestNames.map((name) => [name, new Set()]));
  for (const path of files) {
    const slash = path.lastIndexOf("/");
    folders.get(path.slice(slash + 1))?.add(slash < 0 ? "" : path.slice(0, slash));
  }
  const problems: Problem[] = [];
  const has: Manifests["has"] = (dir, name) => folders.get(name)!.has(dir);
  return {
    problems,
    has,
    foldersWith: (name) => [...folders.get(name)!].sort(compareText),
    read(dir, name, parse) {
      if (!has(dir, name)) return undefined;
      const path = dir === "" ? name : `${dir}/${name}`;
      const text = readText(path);
      if (text === "gone") return undefined;
      try {
        if (text !== undefined) return parse(text.text);
      } catch {
        // The parser's own message may quote the file, which can be a link to anything.
      }
      problems.push(text === undefined ? unreadable(path) : malformed(path, name));
      return undefined;
    },
  };
}

/** Manifests as they lie on disk. */
export function workTreeSource(root: string, files: readonly RepoPath[]): ManifestSource {
  return {
    files,
    read(path) {
      try {
        return { text: readFileSync(join(root, path), "utf8").replace(/^\uFEFF/, "") };
      } catch (error) {
        return error instanceof Error && "code" in error && error.code === "ENOENT" ? "gone" : undefined;
      }
    },
  };
}

function unreadable(path: RepoPath): Problem {
  return {
    code: "unreadable-file",
    severity: "warning",
    message: "The manifest cannot be read, so its package is named by its folder.",
    remedy: "Give the user that runs Tollgate permission to read it.",
    path,
  };
}

function malformed(path: RepoPath, name: ManifestName): Problem {
  // They list the packages: without them none would be expected to bring anything.
  if (name === "pnpm-workspace.yaml" || path === "package.json")
    return {
      code: "expectations-unknown",
      severity: "error",
      message: `The file is no valid ${name}, so which packages there are, and what must arrive of them, is not known.`,
      remedy: "Correct the file: installing its packages names the place.",
      path,
    };
  return {
    code: "malformed",
    severity: "warning",
    message: `The manifest is no valid ${name}, so what it says about packages is unknown.`,
    remedy: "Correct the file; the tool that it belongs to names the place.",
    path,
  };
}

/** Parses JSON whose top is an object; throws for anything else. */
export function parseJsonObject(text: string): object {
  const value: unknown = JSON.parse(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Error("no object");
  return value;
}

/** The folder that a manifest in `dir` calls `path`. */
export function folderAt(dir: RepoPath, path: string): RepoPath {
  const folder = posix.join(dir, path.trim()).replace(/\/+$/, "");
  return folder === "." ? "" : folder;
}

/** A name that can be shown and joined: one line without control characters. */
export function nameFrom(value: unknown): { readonly name: string } | undefined {
  return typeof value === "string" && /^[^\0-\x1f\x7f]{1,214}$/.test(value) ? { name: value } : undefined;
}
