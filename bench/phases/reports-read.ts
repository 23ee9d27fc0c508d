import type { Bundle } from "@tollgate/model";

/** What was read, in few words: equal for the reports and for the bundle of them. */
export function reportsRead({ evidence }: Bundle): string {
  const files = evidence.flatMap(({ coverage }) => coverage?.files ?? []);
  const counts = files.reduce((sum, file) => sum + file.counts.length, 0);
  return `${evidence.length} reports, ${files.length} files, ${counts} counts`;
}
