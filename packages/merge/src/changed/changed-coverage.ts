import {
  type ChangedFileCoverage,
  type ClassedLines,
  extentsOf,
  functionEntities,
  type LineClass,
  type LineRange,
  lineClasses,
  type MergedFile,
  type Within,
} from "@tollgate/model";
import { countsOf } from "../tally.ts";
import type { AddedLines } from "./added-lines.ts";
import type { BaseCoverage } from "./base-coverage.ts";
import { type ChargedLine, chargedExtents, chargeFunctions, chargeLines } from "./charge.ts";
import type { ChargeContext } from "./charge-context.ts";
import { toRanges } from "./to-ranges.ts";
import type { Touch } from "./touch.ts";
import { touchedLines } from "./touched-lines.ts";
import { isCharged } from "./verdict.ts";

export type ChangedCoverage = {
  readonly file: ChangedFileCoverage;
  /** Lines that are charged because nothing tells of the base. */
  readonly unexcused: number;
};

/** How much of what the change adds or touches in one measured file is covered, in all and by kind. */
export function changedCoverage(
  file: MergedFile,
  { added, touch, base }: { readonly added: AddedLines; readonly touch: Touch; readonly base: BaseCoverage },
): ChangedCoverage {
  // A tool that measures whole lines also measures comments.
  const touched = new Map(
    [...touchedLines(file.map, added)].filter(([line, last]) => touch.worst(line, last) !== undefined),
  );
  const within: Within = { line: (line) => touched.has(line), span: added.overlaps };
  const context: ChargeContext = { file, measured: file, touched, touch, base };
  const lines = chargeLines(context);
  const those = (wanted: (line: ChargedLine) => boolean): readonly LineRange[] =>
    toRanges(lines.filter(wanted).map(({ line }) => line));
  return {
    unexcused: lines.filter(({ verdict }) => verdict === "unexcused").length,
    file: {
      path: file.path,
      package: file.package,
      ...extentsOf(file.map, file.counts, file.mayCounts, within),
      charged: chargedExtents(context, lines),
      classes: classesOf(lines),
      uncovered: those(({ verdict }) => verdict !== "covered" && verdict !== "same"),
      excused: those(({ verdict }) => verdict === "excused"),
      lost: those(({ verdict }) => verdict === "lost"),
      uncoveredFunctions: uncoveredFunctions(context),
      byKind: file.byKind.map(({ kind }) => {
        const measured = countsOf(file, kind)!;
        const ofKind: ChargeContext = { ...context, measured, kind };
        const linesOfKind = chargeLines(ofKind);
        const open = linesOfKind.filter(({ verdict }) => verdict !== "covered" && isCharged(verdict));
        return {
          kind,
          ...extentsOf(file.map, measured.counts, measured.mayCounts, within),
          charged: chargedExtents(ofKind, linesOfKind),
          uncovered: toRanges(open.map(({ line }) => line)),
        };
      }),
    },
  };
}

function classesOf(lines: readonly ChargedLine[]): readonly ClassedLines[] {
  const byClass = new Map<LineClass, number[]>(lineClasses.map((what) => [what, []]));
  for (const { line, touched, verdict } of lines)
    byClass.get(touched === "changed" && verdict === "excused" ? "already-uncovered" : touched)!.push(line);
  return [...byClass].flatMap(([what, of]) => (of.length === 0 ? [] : [{ what, lines: toRanges(of) }]));
}

function uncoveredFunctions(context: ChargeContext): ChangedFileCoverage["uncoveredFunctions"] {
  const verdicts = chargeFunctions(context);
  return functionEntities(context.file.map).flatMap(({ name, line, endLine }, i) => {
    const verdict = verdicts[i];
    if (verdict === undefined || verdict === "covered" || verdict === "same") return [];
    return [{ name, line, endLine, excused: verdict === "excused" }];
  });
}
