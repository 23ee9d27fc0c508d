import {
  type ChangedCode,
  type ChangedFile,
  type ChangedFileCoverage,
  type ChangeSet,
  hasTotalsOnly,
  lineHits,
  type MergedCase,
  type MergedFile,
  type PackageRef,
  type RepoPath,
  type UnmeasuredFile,
  type UnmeasuredReason,
} from "@tollgate/model";
import type { SourceText } from "@tollgate/source";
import { type AddedLines, createAddedLines } from "./added-lines.ts";
import type { BaseToCompare } from "./base-to-compare.ts";
import { type ChangedCoverage, changedCoverage } from "./changed-coverage.ts";
import type { ChangedSource } from "./changed-source.ts";
import { expectedFiles } from "./expected-files.ts";
import type { Fates } from "./line-fates.ts";
import { isOfOtherContent } from "./other-content.ts";
import { createTouch } from "./touch.ts";

/** What the repository adds to the evidence. */
export type ChangeContext = {
  readonly packages: readonly PackageRef[];
  /** The diff, or why there is none. */
  readonly changes: ChangeSet | { readonly reason: string; readonly remedy: string };
  /** Texts of changed files, as far as they could be read. */
  readonly sources?: ReadonlyMap<RepoPath, ChangedSource>;
  /** Texts of the merge base, of changed files. */
  readonly baseTexts?: ReadonlyMap<RepoPath, SourceText>;
};

/** What the change is compared with. */
export type Before = { readonly fates: Fates; readonly base: BaseToCompare };

/** Coverage of the added lines, with what no report tells of them, or why all of it is unknown. */
export function changedCode(
  coverage: readonly MergedFile[],
  tests: readonly MergedCase[],
  { changes, packages, sources }: ChangeContext,
  before: Before,
): ChangedCode {
  if (!("files" in changes)) return { known: false, ...changes };
  const measured = new Map(coverage.map((file) => [file.path, file]));
  const expects = expectedFiles(coverage, tests, packages);
  const files: ChangedFileCoverage[] = [];
  const unmeasured: UnmeasuredFile[] = [];
  let unexcused = 0;
  for (const change of changes.files) {
    if (change.change === "deleted" || change.content === "submodule") continue;
    const file = measured.get(change.path);
    const owner = file?.package ?? expects(change.path);
    if (owner === undefined) continue;
    const found = lookInto(change, { file, source: sources?.get(change.path), before });
    if (found.covered !== undefined) {
      files.push(found.covered.file);
      unexcused += found.covered.unexcused;
    }
    if (found.unmeasured !== undefined)
      unmeasured.push({ path: change.path, package: owner, ...found.unmeasured });
  }
  const { doubt = notMeasured } = before.base;
  return {
    ...{ known: true, files, unmeasured },
    ...(unexcused === 0 ? {} : { unexcused: { lines: unexcused, ...doubt } }),
  };
}

const notMeasured = {
  reason: "the base report does not tell of them",
  remedy: "Make the base report of the commit where head and base part.",
};

type Found = {
  readonly covered?: ChangedCoverage;
  readonly unmeasured?: Pick<UnmeasuredFile, "lines" | "why">;
};

type LookInto = {
  readonly file: MergedFile | undefined;
  readonly source: ChangedSource | undefined;
  readonly before: Before;
};

/**
 * What reports tell of one changed file. Where no report mentions it, its added lines with code count (none is nothing
 * to measure), or all but blank ones where that is not known.
 */
function lookInto(change: ChangedFile, { file, source, before: { fates, base } }: LookInto): Found {
  if (change.content === "binary") return { unmeasured: { lines: 0, why: "not-text" } };
  if (change.added.length === 0) return {};
  if (source?.hasOtherLineEnds === true) return { unmeasured: { lines: 0, why: "line-ends" } };
  const added = createAddedLines(change);
  if (file === undefined) return missed(countCode(added, source));
  if (source !== undefined && isOfOtherContent(file.map, source))
    return missed(countCode(added, source), "other-content");
  if (hasTotalsOnly(file.map)) return missed(countCode(added, source), "totals-only");
  return {
    covered: changedCoverage(file, {
      added,
      touch: createTouch(change, fates.get(change.path)),
      base: base.coverage,
    }),
    ...missed(countUnknown(file, added, source), "unknown-lines"),
  };
}

function missed(lines: number, why?: UnmeasuredReason): Found {
  return lines === 0 ? {} : { unmeasured: { lines, ...(why === undefined ? {} : { why }) } };
}

function countCode(added: AddedLines, source: ChangedSource | undefined): number {
  return source?.code === undefined ? added.withText : source.code.executable.filter(added.has).length;
}

/**
 * Added lines on which a statement starts and of which the reports on the file say nothing: they are of an older
 * version of it. Reports on JavaScript know all statement starts, but those that hints hide, which are not asked for:
 * istanbul's by definition, V8's (c8, `node --test`) because they name each line. In all reports of the example shop
 * and of this project, lcov and JSON, none lacks one, except in files that were edited since. A tool that does leave
 * some out makes these lines unknown, and no others.
 */
function countUnknown(
  { map, counts, excluded }: MergedFile,
  added: AddedLines,
  source: ChangedSource | undefined,
): number {
  if (source?.code === undefined) return 0;
  const known = lineHits(map, counts);
  const leftOut = new Set(excluded.filter(({ entity }) => entity === "line").map(({ line }) => line));
  return source.code.starts.filter((line) => added.has(line) && !known.has(line) && !leftOut.has(line))
    .length;
}
