import type { CoverageMap } from "@tollgate/model";
import { isExact } from "../exactness.ts";
import type { Draft, Fit } from "./draft.ts";
import { innerStatements } from "./inner-statements.ts";
import { type Entities, matchEntities } from "./match-entities.ts";
import { placeKey } from "./place-key.ts";

/**
 * Statements are the same by their whole place, else by where they start, else by their line in order. A line-level hit
 * belongs to the first statement of the line only: it says that something of the line ran, not that all of it did.
 */
export function planStatements(from: CoverageMap, to: CoverageMap, draft: Draft): Fit {
  return isExact(from) && isExact(to) ? planPlaces(from, to, draft) : planLines(from, to, draft);
}

function planPlaces(from: CoverageMap, to: CoverageMap, draft: Draft): Fit {
  const { pairs, groups, phantoms } = matchEntities(entitiesOf(from), entitiesOf(to));
  for (const [source, target] of pairs) draft.pairs.push(source, target);
  let same = pairs.length;
  for (const group of groups) {
    draft.groups.push({ ...group, isCovering: group.from.length > group.to.length });
    same += group.to.length;
  }
  draft.phantoms.push(...byLine(from, phantoms));
  return { same, phantoms: phantoms.length, missing: to.statements.length / 4 - same };
}

function entitiesOf({ statements }: CoverageMap): Entities {
  const start = (i: number): number => placeKey(statements[i * 4]!, statements[i * 4 + 1]!);
  return {
    count: statements.length / 4,
    levels: [start, (i) => statements[i * 4]!],
    refine: (i) => placeKey(statements[i * 4 + 2]!, statements[i * 4 + 3]!),
  };
}

function planLines(from: CoverageMap, to: CoverageMap, draft: Draft): Fit {
  const firstOnLine = firstStatements(to);
  const found = new Set<number>();
  const unknown: number[] = [];
  for (let i = 0; i < from.statements.length / 4; i++) {
    const line = from.statements[i * 4]!;
    const target = firstOnLine.get(line);
    if (target === undefined) unknown.push(i);
    else {
      draft.pairs.push(i, target);
      found.add(line);
    }
  }
  const phantoms = byLine(from, unknown);
  draft.phantoms.push(...phantoms);
  draft.inner.push(...innerStatements(to, firstOnLine));
  return { same: found.size, phantoms: phantoms.length, missing: firstOnLine.size - found.size };
}

function firstStatements({ statements }: CoverageMap): ReadonlyMap<number, number> {
  const firstOnLine = new Map<number, number>();
  for (let i = 0; i < statements.length / 4; i++) {
    const line = statements[i * 4]!;
    const known = firstOnLine.get(line);
    if (known === undefined || statements[known * 4 + 1]! > statements[i * 4 + 1]!) firstOnLine.set(line, i);
  }
  return firstOnLine;
}

/** What a reader sees as one: all statements of a line. */
function byLine({ statements }: CoverageMap, indexes: readonly number[]): readonly (readonly number[])[] {
  return [...Map.groupBy(indexes, (i) => statements[i * 4]!).values()];
}
