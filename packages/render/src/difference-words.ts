import {
  type DifferenceClass,
  type DifferenceCounts,
  differenceClasses,
  type FileDifference,
  type LossCause,
  type Report,
} from "@tollgate/model";
import { grouped, plural, ranges } from "@tollgate/text";
import { lineWords, placeOf } from "./figures.ts";

/** What is told of a file whose lines lost their coverage. */
export type LostFile = { readonly place: string; readonly note: string };

/** Files that lost coverage, those outside the change first. */
export function lostFiles({ baseline }: Report): readonly LostFile[] {
  const difference = baseline?.coverage;
  if (difference?.known !== true) return [];
  return difference.files
    .filter(({ lost }) => lost.length > 0)
    .map((file) => ({
      place: placeOf({ path: file.path, line: file.lost[0]![0] }),
      note: noteOf(file),
    }));
}

function noteOf(file: FileDifference): string {
  const { lost, inDiff } = file;
  const more = lost.length > 10 ? "…" : "";
  const where = inDiff ? "" : ", outside the change";
  const why = lossWords(file);
  return `no test runs ${lineWords(lost.slice(0, 10))}${more} any more${where}${why === "" ? "" : `; ${why}`}`;
}

/** `perhaps because 1 unit test is gone`: why a file lost coverage; empty where nothing is known. */
export function lossWords({ causes }: Pick<FileDifference, "causes">): string {
  return causes.length === 0 ? "" : `perhaps because ${causes.slice(0, 3).map(causeWords).join(", and ")}`;
}

function causeWords(cause: LossCause): string {
  switch (cause.why) {
    case "report-missing":
      return `the ${cause.what} did not arrive`;
    case "flaky":
      return `it is unsteady: an older attempt of this run ran ${ranges(cause.lines.slice(0, 5))}`;
    case "tests": {
      const { kind, gone, skipped, failing } = cause;
      const parts = [
        ...(gone === 0 ? [] : [`${plural(gone, `${kind} test`)} ${gone === 1 ? "is" : "are"} gone`]),
        ...(skipped === 0 ? [] : [`${grouped(skipped)} ${skipped === 1 ? "is" : "are"} skipped`]),
        ...(failing === 0 ? [] : [`${grouped(failing)} ${failing === 1 ? "fails" : "fail"}`]),
      ];
      return gone === 0 ? `of the ${kind} tests ${parts.join(" and ")}` : parts.join(" and ");
    }
  }
}

/** `12 new and uncovered, 3 no longer covered`; nothing where nothing changed. */
export function differenceWords(counts: DifferenceCounts): string {
  return differenceClasses
    .filter((what) => what !== "CBC" && what !== "UBC" && (counts[what] ?? 0) > 0)
    .map((what) => `${grouped(counts[what]!)} ${phrases[what]}`)
    .join(", ");
}

/** What a class means, behind a number of lines. */
const phrases: Readonly<Record<DifferenceClass, string>> = {
  LBC: "no longer covered",
  UNC: "new and uncovered",
  UIC: "newly measured and uncovered",
  GBC: "covered now",
  GIC: "newly measured and covered",
  GNC: "new and covered",
  EUB: "uncovered and no longer measured",
  ECB: "covered and no longer measured",
  DUB: "deleted (uncovered before)",
  DCB: "deleted (covered before)",
  CBC: "covered as before",
  UBC: "uncovered as before",
};

/** Why lines were not compared; nothing where they were, or where there is no base report. */
export function notComparedWords({ baseline }: Report): string {
  const difference = baseline?.coverage;
  if (difference === undefined) return "";
  if (!difference.known)
    return `Lines were not compared with the base report: ${difference.reason}. ${difference.remedy}`;
  const count = difference.notCompared.length;
  return count === 0
    ? ""
    : `${plural(count, "file")} ${count === 1 ? "was" : "were"} not compared line by line: the base report measured another text, or a report knows only how much is covered.`;
}
