import { type Members, own, ownMembers, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { compareTotals, sumTotals } from "../json-coverage/compare-total.ts";
import type { CountedTotals } from "../json-coverage/counted-file.ts";
import { lostPart, unknownVersion } from "../json-coverage/doubts.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { neededMembers } from "../json-coverage/told-values.ts";
import { readContexts } from "./read-contexts.ts";
import { readFile } from "./read-file.ts";

/** `meta`, `files` by path, `totals`. Percentages blend lines and branches, and are not looked at. */
export function readReport(root: Members, context: CoverageContext): void {
  const { sink, doubts, whole } = context;
  const meta = ownMembers(root, "meta") ?? {};
  const version = ownText(meta, "version");
  sink.producer(version === undefined ? "coverage.py" : `coverage.py ${version.slice(0, 40)}`);
  const format = own(meta, "format") ?? 1; // which versions before 7 do not tell
  if (format !== 1 && format !== 2 && format !== 3) doubts.add(unknownVersion, showValue(format));
  const files = ownMembers(root, "files");
  if (files === undefined && whole)
    doubts.add(lostPart, `"files", which is ${showValue(own(root, "files"))}`);
  for (const [path, value] of Object.entries(files ?? {})) {
    const where = showValue(path);
    const file = neededMembers(value, () => `the file ${where}`, doubts);
    if (file === undefined) continue;
    const into = context.fileOf(path);
    readFile(file, where, into, doubts);
    for (const [test, lines] of readContexts(file, where, doubts)) sink.lineTests({ path, test, lines });
    if (whole) compareWith(ownMembers(file, "summary"), into.totals(), where, context);
  }
  const sum = sumTotals(Array.from(context.files(), (file) => file.totals()));
  if (whole) compareWith(ownMembers(root, "totals"), sum, "the report", context);
}

function compareWith(
  declared: Members | undefined,
  { lines, branches }: CountedTotals,
  where: string,
  { doubts }: CoverageContext,
): void {
  const counted = {
    num_statements: lines.found,
    covered_lines: lines.hit,
    missing_lines: lines.found - lines.hit,
    num_branches: branches.found,
    covered_branches: branches.hit,
    missing_branches: branches.found - branches.hit,
  };
  compareTotals(declared ?? {}, counted, where, doubts);
}
