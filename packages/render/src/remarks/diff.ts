import type { ChangedFile, LineRange, RepoPath, Report } from "@tollgate/model";

/** How near a place is to the change: 0 on a line of it, 1 in a file of it, 2 elsewhere. */
export type Nearness = (path: RepoPath, lines: LineRange) => 0 | 1 | 2;

/** By the change itself; where it is not given by what the report tells of it. */
export function nearnessTo(report: Report, changes: readonly ChangedFile[] | undefined): Nearness {
  const added = new Map<RepoPath, readonly LineRange[]>(
    changes === undefined ? toldLines(report) : changes.map((file) => [file.path, file.added]),
  );
  return (path, [first, last]) => {
    const ranges = added.get(path);
    if (ranges === undefined) return 2;
    return ranges.some(([from, to]) => from <= last && first <= to) ? 0 : 1;
  };
}

function toldLines({ changed }: Report): readonly (readonly [RepoPath, readonly LineRange[]])[] {
  if (!changed.known) return [];
  return [
    ...changed.unmeasured.map(({ path }) => [path, []] as const),
    ...changed.files.map(({ path, classes }) => [path, classes.flatMap(({ lines }) => lines)] as const),
  ];
}
