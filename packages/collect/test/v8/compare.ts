import {
  branchEntities,
  type Counts,
  type CoverageMap,
  countLayout,
  functionEntities,
} from "@tollgate/model";
import type { IstanbulCounts } from "./run-suite.ts";

/** Where two measurements of one run say different things; entities by kind and place. */
export type Difference = {
  readonly entities: number;
  /** Covered for V8 and not for istanbul. */
  readonly more: readonly string[];
  readonly less: readonly string[];
  /** What V8 cannot tell. */
  readonly unknown: readonly string[];
};

export function compare(map: CoverageMap, counts: Counts, istanbul: IstanbulCounts): Difference {
  const wanted = [
    ...Object.values(istanbul.s),
    ...Object.values(istanbul.f),
    ...Object.values(istanbul.b).flat(),
  ];
  if (wanted.length !== countLayout(map).length) throw new Error("the maps differ");
  const names = namesOf(map);
  const more: string[] = [];
  const less: string[] = [];
  const unknown: string[] = [];
  for (const [i, count] of wanted.entries()) {
    const ours = counts[i]!;
    if (ours < 0) unknown.push(names[i]!);
    else if (ours > 0 && count === 0) more.push(names[i]!);
    else if (ours === 0 && count > 0) less.push(names[i]!);
  }
  return { entities: wanted.length, more, less, unknown };
}

function namesOf(map: CoverageMap): readonly string[] {
  const { statements } = map;
  return [
    ...Array.from(
      { length: statements.length / 4 },
      (_, i) => `statement ${statements[i * 4]}:${statements[i * 4 + 1]}`,
    ),
    ...functionEntities(map).map(({ line, column }) => `function ${line}:${column}`),
    ...branchEntities(map).flatMap(({ type, line, column, arms }) =>
      Array.from({ length: arms.length / 2 }, (_, i) => `${type} ${line}:${column} arm ${i}`),
    ),
  ];
}
