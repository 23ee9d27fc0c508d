import type { ProblemTally } from "../problem-tally.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { lostLines, otherTotals } from "../xml-coverage/doubts.ts";
import type { Totals } from "../xml-coverage/measured-file.ts";

const attributeOf: Readonly<Record<keyof Totals, string>> = {
  lines: "statements",
  hitLines: "coveredstatements",
  conditions: "conditionals",
  coveredConditions: "coveredconditionals",
};

const names: readonly (keyof Totals)[] = ["lines", "hitLines", "conditions", "coveredConditions"];

/** Adds the totals of a project's `metrics` to those of the projects before it. */
export function addDeclared(declared: Map<keyof Totals, number>, metrics: XmlAttributes): void {
  for (const name of names) {
    const total = metrics.integer(attributeOf[name]);
    if (total !== undefined && !Number.isNaN(total)) declared.set(name, (declared.get(name) ?? 0) + total);
  }
}

/**
 * Tells where the totals of the projects differ from what their lines say. `isExact`: the tool counts the lines that
 * it writes (istanbul), so larger ones mean that lines were lost; branches differ in all tools.
 */
export function compareDeclared(
  declared: ReadonlyMap<keyof Totals, number>,
  files: readonly Totals[],
  isExact: boolean,
  doubts: ProblemTally,
): void {
  for (const [name, total] of declared) {
    const counted = files.reduce((sum, totals) => sum + totals[name], 0);
    const areLost = isExact && (name === "lines" || name === "hitLines") && total > counted;
    if (total !== counted)
      doubts.add(
        areLost ? lostLines : otherTotals,
        `${attributeOf[name]}="${total}", where ${counted} are counted`,
      );
  }
}
