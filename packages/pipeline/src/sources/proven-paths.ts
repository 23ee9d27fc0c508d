import type { Evidence, FileCoverage, RepoPath } from "@tollgate/model";
import { readBaseFiles, type WorkspaceEnvironment } from "@tollgate/workspace";
import { digestsOf } from "./reference-sources.ts";

/**
 * Files of which every report that was collected from a dirty checkout names the digest of the text that the commit has:
 * whatever was changed there, it was not these.
 */
export function provenPaths(
  environment: WorkspaceEnvironment,
  evidence: readonly Evidence[],
  commit: string | undefined,
): ReadonlySet<RepoPath> {
  const measured = evidence.flatMap(({ dirty, coverage }) => (dirty === true ? (coverage?.files ?? []) : []));
  const byPath = Map.groupBy(measured, ({ path }) => path);
  const named = [...byPath].filter(([, files]) => files.every((file) => md5Of(file) !== undefined));
  if (commit === undefined || named.length === 0) return new Set();
  const texts = readBaseFiles(
    environment,
    commit,
    named.map(([path]) => path),
  );
  const isProven = ([path, files]: readonly [RepoPath, readonly FileCoverage[]]): boolean => {
    const text = texts.get(path);
    const digests = text === undefined ? [] : digestsOf(text);
    return files.every((file) => digests.includes(md5Of(file)!));
  };
  return new Set(named.filter(isProven).map(([path]) => path));
}

/** The digest of the measured text, where the tool names it. */
export function md5Of({ version }: FileCoverage): string | undefined {
  return version?.startsWith("md5:") === true ? version.slice(4) : undefined;
}
