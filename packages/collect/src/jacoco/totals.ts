import type { ProblemTally } from "../problem-tally.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { lostLines, otherTotals } from "../xml-coverage/doubts.ts";
import type { Totals } from "../xml-coverage/measured-file.ts";

/** The counters of the whole report: missed and covered by type. */
export type Counters = Map<string, { readonly missed: number; readonly covered: number }>;

/** Keeps a `counter` element; of one type the last stands. What is no number is not compared. */
export function keepCounter(counters: Counters, counter: XmlAttributes): void {
  const missed = counter.integer("missed");
  const covered = counter.integer("covered");
  if (missed === undefined || covered === undefined || Number.isNaN(missed + covered)) return;
  counters.set(counter.get("type") ?? "", { missed, covered });
}

/**
 * Counters repeat what the lines say, so they are never added; where they differ, it is told. `isExact`: JaCoCo
 * itself counts the lines that it writes, so larger counters mean that lines were lost.
 */
export function compareCounters(
  counters: Counters,
  files: readonly Totals[],
  isExact: boolean,
  doubts: ProblemTally,
): void {
  const sum = (name: keyof Totals): number => files.reduce((total, totals) => total + totals[name], 0);
  compare("LINE", sum("lines"), sum("hitLines"), isExact);
  // Code without line numbers has branches, too.
  compare("BRANCH", sum("conditions"), sum("coveredConditions"), false);

  function compare(type: string, found: number, hit: number, tellsLoss: boolean): void {
    const counter = counters.get(type);
    if (counter === undefined) return;
    const total = counter.missed + counter.covered;
    if (total === found && counter.covered === hit) return;
    const areLost = tellsLoss && (total > found || counter.covered > hit);
    doubts.add(
      areLost ? lostLines : otherTotals,
      `${type} with ${counter.covered} of ${total} covered, where ${hit} of ${found} are counted`,
    );
  }
}
