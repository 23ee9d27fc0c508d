import {
  type CoverageTally,
  describeUnmeasured,
  type Extent,
  extentsOf,
  type FileExtents,
  type MergedFile,
  type RepoPath,
  type Report,
  type SiteCell,
  type SiteCoverage,
  type SiteExtent,
  type SiteExtents,
  type SiteFigures,
  type SiteFile,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { baseRow } from "../base-change.ts";
import { chargedWords, classWords, unexcusedWords } from "../changed-words.ts";
import { differenceWords, notComparedWords } from "../difference-words.ts";
import { fileDetail } from "./file-detail.ts";
import type { Forms } from "./fill.ts";
import { plain, plainName } from "./plain.ts";

/** Figures of everything and of each package and kind. */
export function totalFigures(report: Report): Pick<SiteCoverage, "total"> {
  const { coverage } = report.totals;
  if (coverage === undefined) return {};
  return { total: figures(coverage, baseRow(report).coverage) };
}

export function cellFigures(report: Report): readonly SiteCell[] {
  return report.cells.flatMap((cell) =>
    cell.coverage === undefined
      ? []
      : [
          {
            package: plainName(cell.package),
            kind: plainName(cell.kind),
            ...figures(cell.coverage, baseRow(report, cell).coverage),
          },
        ],
  );
}

/** Each file with its lines, or with its figures alone. Files that the change leaves uncovered first, then by path. */
export function fileForms(report: Report): readonly Forms<SiteFile>[] {
  const { coverage, changed, baseline } = report;
  const changes = byPath(changed.known ? changed.files : []);
  const differences = byPath(baseline?.coverage?.known === true ? baseline.coverage.files : []);
  const bases = byPath(baseRow(report).coverage === undefined ? [] : (baseline?.measured?.files ?? []));
  const hasKinds = new Set(coverage.flatMap(({ byKind }) => byKind.map(({ kind }) => kind))).size > 1;
  const isUrgent = ({ path }: MergedFile): boolean =>
    (differences.get(path)?.lost.length ?? 0) + (changes.get(path)?.uncovered.length ?? 0) > 0;
  const ordered = [...coverage.filter(isUrgent), ...coverage.filter((file) => !isUrgent(file))];
  return ordered.map((file) => {
    const [change, difference] = [changes.get(file.path), differences.get(file.path)];
    const told = {
      ...(change === undefined ? {} : { changed: change }),
      ...(difference === undefined ? {} : { difference }),
    };
    const short = (): SiteFile => siteFile(file, bases.get(file.path));
    return [() => ({ ...short(), detail: fileDetail(file, told, hasKinds) }), short];
  });
}

function byPath<T extends { readonly path: RepoPath }>(files: readonly T[]): ReadonlyMap<RepoPath, T> {
  return new Map(files.map((file) => [file.path, file]));
}

function siteFile(file: MergedFile, base: FileExtents | undefined): SiteFile {
  const { path, package: owner, map, counts, mayCounts, byKind } = file;
  return {
    path: plain(path),
    package: plainName(owner),
    ...figures(extentsOf(map, counts, mayCounts), base),
    kinds: byKind.map((of) => ({
      kind: plainName(of.kind),
      ...extents(extentsOf(map, of.counts, of.mayCounts)),
    })),
  };
}

/** What is to be known before the figures are read. */
export function coverageNotes(report: Report): readonly string[] {
  const { changed, baseline } = report;
  const difference = baseline?.coverage?.known === true ? differenceWords(baseline.coverage.counts) : "";
  return [
    changed.known
      ? changedWords(report)
      : `What this change covers is unknown: ${changed.reason}. ${changed.remedy}`,
    unexcusedWords(report),
    difference === "" ? "" : `Lines against the base: ${difference}.`,
    notComparedWords(report),
  ]
    .filter((note) => note !== "")
    .map((note) => plain(note));
}

function changedWords({ changed }: Report): string {
  if (!changed.known || changed.files.length === 0) return "";
  const classes = classWords(changed.files);
  return `Covered of what this change adds: ${chargedWords(changed.files)}.${classes === "" ? "" : ` ${classes}.`}`;
}

/** Changed files first. */
export function unmeasuredFiles({ changed, unmentioned }: Report): SiteCoverage["unmeasured"] {
  return [
    ...(changed.known ? changed.unmeasured : []).map(
      (file) => [plain(file.path), plain(describeUnmeasured(file))] as const,
    ),
    ...unmentioned.map(
      ({ path, size }) =>
        [
          plain(path),
          `no report mentions it${size === undefined ? "" : `: ${plural(size.lines, "line")} with code`}`,
        ] as const,
    ),
  ];
}

function figures(
  now: FileExtents | CoverageTally,
  base: FileExtents | CoverageTally | undefined,
): SiteFigures {
  return { ...extents(now), ...(base === undefined ? {} : { base: extents(base) }) };
}

function extents({ lines, functions, branches }: FileExtents | CoverageTally): SiteExtents {
  return { lines: extent(lines), functions: extent(functions), branches: extent(branches) };
}

function extent({ found, hit, mayHit }: Extent): SiteExtent {
  return [found, hit, mayHit];
}
