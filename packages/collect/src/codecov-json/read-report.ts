import { type Members, own } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import type { CountedFile } from "../json-coverage/counted-file.ts";
import { badCount, contradiction, lostPart } from "../json-coverage/doubts.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { neededMembers, toHits } from "../json-coverage/told-values.ts";
import { parseLine, unknownLine } from "../line-coverage/hits.ts";
import type { ProblemTally } from "../problem-tally.ts";

/** `coverage`: a file by its path, with a value for each line; lists begin with line 0, which is none. */
export function readReport(root: Members, { doubts, fileOf, whole }: CoverageContext): void {
  if (!whole && own(root, "coverage") === undefined) return;
  const files = neededMembers(own(root, "coverage"), () => '"coverage" of the report', doubts);
  for (const [path, lines] of Object.entries(files ?? {})) {
    const into = fileOf(path);
    const where = showValue(path);
    const told = Array.isArray(lines)
      ? lines.map((value: unknown, i) => [String(i), value] as const).slice(1)
      : Object.entries(neededMembers(lines, () => `the lines of ${where}`, doubts) ?? {});
    for (const [number, value] of told) readLine(number, value, where, into, doubts);
  }
}

function readLine(
  number: string,
  value: unknown,
  where: string,
  into: CountedFile,
  doubts: ProblemTally,
): void {
  if (value === null) return;
  const line = parseLine(number);
  const at = (): string => `line ${showValue(number)} of ${where}`;
  if (line === unknownLine) {
    doubts.add(lostPart, at());
    return;
  }
  if (typeof value === "string") readShare(value, line, at, into, doubts);
  else into.addLine(line, toHits(value, at, doubts));
}

/** `1/2`: one of two branches; `1/1` is a line that ran. */
function readShare(
  value: string,
  line: number,
  at: () => string,
  into: CountedFile,
  doubts: ProblemTally,
): void {
  const [, first = "", second = ""] = /^(\d{1,9})\/(\d{1,9})$/.exec(value) ?? [];
  const covered = Number(first);
  const total = Number(second);
  const isShare = first !== "" && total > 0;
  if (!isShare) doubts.add(badCount, `${showValue(value)} of ${at()}`);
  else if (covered > total) doubts.add(contradiction, at());
  const counted = isShare && covered <= total ? covered : 0;
  into.addLine(line, Math.min(counted, 1));
  if (total > 1) into.addCondition(line, counted, total);
}
