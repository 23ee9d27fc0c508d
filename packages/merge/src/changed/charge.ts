import { countLayout, type FileExtents, functionEntities, lineHits } from "@tollgate/model";
import { chargeBranches } from "./charge-branches.ts";
import type { ChargeContext } from "./charge-context.ts";
import type { Touched } from "./touch.ts";
import { chargedExtent, isRun, type Verdict, verdictOf } from "./verdict.ts";

export type ChargedLine = {
  readonly line: number;
  readonly touched: Touched;
  readonly verdict: Verdict;
};

/** Measured lines that the change touches, ascending, each with its verdict. */
export function chargeLines({
  file,
  measured,
  kind,
  touched,
  touch,
  base,
}: ChargeContext): readonly ChargedLine[] {
  const lines: ChargedLine[] = [];
  const { counts, mayCounts } = measured;
  const mayHits = mayCounts === counts ? undefined : lineHits(file.map, mayCounts);
  for (const [line, hits] of lineHits(file.map, counts)) {
    const last = touched.get(line);
    const how = last === undefined ? undefined : touch.worst(line, last);
    if (how === undefined) continue;
    const at = touch.before(line);
    const run = isRun(hits, mayHits?.get(line) ?? hits);
    const verdict = verdictOf(how, run, () => (at === undefined ? undefined : base.lines(at, kind)));
    lines.push({ line, touched: how, verdict });
  }
  return lines.sort((a, b) => a.line - b.line);
}

/** The verdict on each function of the map; `undefined` for those that the change does not touch, or not measured. */
export function chargeFunctions({
  file: { map },
  measured: { counts, mayCounts },
  kind,
  touch,
  base,
}: ChargeContext): readonly (Verdict | undefined)[] {
  const { functions } = countLayout(map);
  return functionEntities(map).map(({ line, endLine }, i) => {
    const hits = counts[functions + i]!;
    const how = hits < 0 ? undefined : touch.worst(line, Math.max(line, endLine));
    if (how === undefined) return undefined;
    const at = touch.before(line);
    const run = isRun(hits, mayCounts[functions + i]!);
    return verdictOf(how, run, () => (at === undefined ? undefined : base.functions(at, kind)));
  });
}

/** What is charged of lines, functions and branches. */
export function chargedExtents(context: ChargeContext, lines: readonly ChargedLine[]): FileExtents {
  return {
    lines: chargedExtent(lines.map(({ verdict }) => verdict)),
    functions: chargedExtent(chargeFunctions(context)),
    branches: chargeBranches(context),
  };
}
