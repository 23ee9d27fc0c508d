import { type BranchEntity, branchEntities, type CoverageMap, countLayout } from "@tollgate/model";
import type { Draft } from "./draft.ts";
import { type Entities, type Matching, matchEntities } from "./match-entities.ts";
import { placeKey } from "./place-key.ts";

/**
 * Branches are the same by kind and place, else by kind and line in order; their arms where they start alike. Where one
 * of the maps knows lines only, by line and number of arms, and arms by their order.
 */
export function planBranches(from: CoverageMap, to: CoverageMap, draft: Draft): void {
  const source = branchEntities(from);
  const target = branchEntities(to);
  const sourceArms = armsOfEach(from);
  const targetArms = armsOfEach(to);
  const ours = (i: number): readonly number[] => sourceArms[i]!;
  const theirs = (i: number): readonly number[] => targetArms[i]!;
  const hasPlaces = source.every(isPlaced) && target.every(isPlaced);
  const { pairs, groups, phantoms } = hasPlaces
    ? matchEntities(placed(source), placed(target))
    : matchEntities(shaped(source), shaped(target));
  for (const [i, match] of pairs) {
    const matched = hasPlaces ? matchArms(source[i]!, target[match]!) : inOrder(source[i]!.arms.length / 2);
    addArms(draft, matched, ours(i), theirs(match));
  }
  for (const group of groups)
    draft.groups.push({ from: group.from.flatMap(ours), to: group.to.flatMap(theirs), isCovering: false });
  for (const i of phantoms) draft.phantoms.push(ours(i));
}

/** An arm that the report does not have may have run when the branch did. */
function addArms(
  draft: Draft,
  { pairs, groups, phantoms }: Matching,
  ours: readonly number[],
  theirs: readonly number[],
): void {
  const open = new Set(theirs);
  for (const [arm, match] of pairs) {
    draft.pairs.push(ours[arm]!, theirs[match]!);
    open.delete(theirs[match]!);
  }
  if (open.size > 0) draft.groups.push({ from: ours, to: [...open], isCovering: false });
  else for (const i of [...phantoms, ...groups.flatMap(({ from }) => from)]) draft.phantoms.push([ours[i]!]);
}

function matchArms(from: BranchEntity, to: BranchEntity): Matching {
  const areAlike = from.arms.length === to.arms.length && from.arms.every((place, i) => place === to.arms[i]);
  if (areAlike) return inOrder(from.arms.length / 2);
  return matchEntities(armsOf(from), armsOf(to));
}

/** An arm that is not written has no place, or that of the branch as the arm before it. */
function armsOf({ arms }: BranchEntity): Entities {
  const seen = new Set<number>();
  const keys = arms
    .filter((_, i) => i % 2 === 0)
    .map((line, arm) => {
      const key = placeKey(line, arms[arm * 2 + 1]!);
      const isImplicit = line < 0 || seen.has(key);
      seen.add(key);
      return isImplicit ? "implicit" : key;
    });
  return { count: keys.length, levels: [(i) => keys[i]!] };
}

function inOrder(count: number): Matching {
  return { pairs: Array.from({ length: count }, (_, i) => [i, i] as const), groups: [], phantoms: [] };
}

function isPlaced({ column }: BranchEntity): boolean {
  return column >= 0;
}

function placed(branches: readonly BranchEntity[]): Entities {
  return {
    count: branches.length,
    levels: [
      (i) => `${placeKey(branches[i]!.line, branches[i]!.column)}/${branches[i]!.type}`,
      (i) => `${branches[i]!.line}/${branches[i]!.type}`,
    ],
  };
}

function shaped(branches: readonly BranchEntity[]): Entities {
  return {
    count: branches.length,
    levels: [(i) => `${branches[i]!.line}/${branches[i]!.arms.length}/${shapeOf(branches[i]!)}`],
  };
}

/**
 * V8 has blocks, not branches: a block never stands for an `if` or a default value. lcov's branches may stand for any,
 * but one with a single arm may as well be a block.
 */
function shapeOf({ type, column, arms }: BranchEntity): string {
  return type === "branch" && (column >= 0 || arms.length === 2) ? "block" : "branch";
}

/** Of each branch the positions of its arms in counts. */
function armsOfEach(map: CoverageMap): readonly (readonly number[])[] {
  const { types, places } = map.branches;
  let next = countLayout(map).arms;
  return types.map((_, i) => {
    const arms: number[] = [];
    for (let left = places[i * 3 + 2]!; left > 0; left--) arms.push(next++);
    return arms;
  });
}
