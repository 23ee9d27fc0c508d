import { type CoverageMap, countLayout, functionEntities } from "@tollgate/model";
import { namesWholeLines } from "../exactness.ts";
import type { Draft, Fit } from "./draft.ts";
import { type Entities, matchEntities } from "./match-entities.ts";
import { placeKey } from "./place-key.ts";

/** Functions are the same by their place, whatever their names; where only lines are known by name, else by line in order. */
export function planFunctions(from: CoverageMap, to: CoverageMap, draft: Draft): Fit {
  const source = countLayout(from).functions;
  const target = countLayout(to).functions;
  const { pairs, groups, phantoms } = matchEntities(entitiesOf(from), entitiesOf(to));
  for (const [i, match] of pairs) draft.pairs.push(source + i, target + match);
  let same = pairs.length;
  for (const group of groups) {
    draft.groups.push({
      from: group.from.map((i) => source + i),
      to: group.to.map((i) => target + i),
      isCovering: group.from.length > group.to.length,
    });
    same += group.to.length;
  }
  for (const i of phantoms) draft.phantoms.push([source + i]);
  // A format that tells nothing of functions, or not of all, misses none.
  const isPartial = from.functions.names.length === 0 || namesWholeLines(from);
  const missing = isPartial ? 0 : to.functions.names.length - same;
  return { same, phantoms: phantoms.length, missing };
}

function entitiesOf(map: CoverageMap): Entities {
  const functions = functionEntities(map);
  return {
    count: functions.length,
    levels: [
      (i) => {
        const { line, column, name } = functions[i]!;
        return column < 0 ? `${line}/${name}` : placeKey(line, column);
      },
      (i) => functions[i]!.line,
    ],
  };
}
