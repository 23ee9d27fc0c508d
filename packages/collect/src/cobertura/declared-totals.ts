import type { ProblemTally } from "../problem-tally.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Totals } from "../xml-coverage/measured-file.ts";
import { lostLines, otherTotals } from "./doubts.ts";

const attributeOf: Readonly<Record<keyof Totals, string>> = {
  lines: "lines-valid",
  hitLines: "lines-covered",
  conditions: "branches-valid",
  coveredConditions: "branches-covered",
};

const names: readonly (keyof Totals)[] = ["lines", "hitLines", "conditions", "coveredConditions"];

/** The totals that the root element declares, as far as it does. */
export function declaredTotals(root: XmlAttributes): Partial<Totals> {
  const declared: { -readonly [name in keyof Totals]?: number } = {};
  for (const name of names) {
    const total = root.integer(attributeOf[name]);
    if (total !== undefined && !Number.isNaN(total)) declared[name] = total;
  }
  return declared;
}

/**
 * Totals in the file are evidence, never truth: where they differ from what its lines say, it is told. `isExact`: the
 * tool counts the lines that it writes, so a larger total means that lines were lost. Conditions differ in all tools.
 */
export function compareTotals(
  declared: Partial<Totals>,
  files: readonly Totals[],
  isExact: boolean,
  doubts: ProblemTally,
): void {
  for (const name of names) {
    const counted = files.reduce((sum, totals) => sum + totals[name], 0);
    const total = declared[name];
    const areLost = isExact && lineTotals.has(name) && (total ?? 0) > counted;
    if (total !== undefined && total !== counted)
      doubts.add(
        areLost ? lostLines : otherTotals,
        `${attributeOf[name]}="${total}", where ${counted} are counted`,
      );
  }
}

const lineTotals: ReadonlySet<keyof Totals> = new Set(["lines", "hitLines"]);
