import type { PackageRef, Problem, RepoPath } from "@tollgate/model";
import type { ManifestSource } from "../packages/manifests.ts";
import { type PackageManifest, parsePackageManifest } from "./package-manifest.ts";
import { parseTurboConfig, type TurboConfig } from "./turbo-config.ts";

/** What one state of the repository says about packages and their tasks. */
export type Snapshot = {
  /** Sorted by path. */
  readonly files: readonly RepoPath[];
  readonly packages: readonly PackageRef[];
  /** By the folder of a package; only packages that have a package.json. */
  readonly manifests: ReadonlyMap<RepoPath, PackageManifest>;
  /** By the folder of a package. */
  readonly turbo: ReadonlyMap<RepoPath, TurboFile>;
  /** What could not be read of it. */
  readonly problems: readonly Problem[];
};

export type TurboFile = TurboConfig & { readonly path: RepoPath; readonly text: string };

const turboNames = ["turbo.json", "turbo.jsonc"];

/** Whether the file says something about packages and tasks beside the manifests that name packages. */
export function isTurboConfig(path: RepoPath): boolean {
  return turboNames.includes(path.slice(path.lastIndexOf("/") + 1));
}

/** Reads the manifests and task graph of the packages. */
export function readSnapshot(source: ManifestSource, packages: readonly PackageRef[]): Snapshot {
  const present = new Set(source.files);
  const problems: Problem[] = [];
  const manifests = new Map<RepoPath, PackageManifest>();
  const turbo = new Map<RepoPath, TurboFile>();
  for (const { dir } of packages) {
    const below = dir === "" ? "" : `${dir}/`;
    const manifest = parsed(source, present, `${below}package.json`, parsePackageManifest);
    if (manifest !== undefined && !("code" in manifest)) manifests.set(dir, manifest);
    const name = turboNames.find((candidate) => present.has(below + candidate));
    if (name === undefined) continue;
    const path = below + name;
    const config = parsed(source, present, path, (text) => ({ ...parseTurboConfig(text), path, text }));
    if (config === undefined) continue;
    if ("code" in config) problems.push(config);
    else turbo.set(dir, config);
  }
  return { files: source.files, packages, manifests, turbo, problems };
}

function parsed<T extends object>(
  { read }: ManifestSource,
  present: ReadonlySet<RepoPath>,
  path: RepoPath,
  parse: (text: string) => T,
): T | Problem | undefined {
  if (!present.has(path)) return undefined;
  const found = read(path);
  if (found === "gone") return undefined;
  try {
    if (found !== undefined) return parse(found.text);
  } catch {
    // The parser's own message may quote the file, which can be a link to anything.
  }
  return unknownTasks(path);
}

function unknownTasks(path: RepoPath): Problem {
  return {
    code: "expectations-unknown",
    severity: "error",
    message: "The file cannot be read as turbo's configuration, so what must arrive is not known.",
    remedy: "Correct the file: `turbo run test --dry` names the place.",
    path,
  };
}
