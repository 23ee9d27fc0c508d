import { type BranchEntity, branchEntities, countLayout, type Extent, sumExtents } from "@tollgate/model";
import type { ChargeContext } from "./charge-context.ts";
import type { Touch, Touched } from "./touch.ts";
import { chargedExtent, isRun, type Verdict, verdictOf } from "./verdict.ts";

/** How much of the branches that the change touches is charged. Branches without identity are never excused. */
export function chargeBranches(context: ChargeContext): Extent {
  const { map } = context.file;
  const { counts, mayCounts } = context.measured;
  const { conditions } = countLayout(map);
  const extents: Extent[] = [chargedExtent(armVerdicts(context))];
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const line = map.conditions[i * 2]!;
    const found = map.conditions[i * 2 + 1]!;
    const hit = counts[conditions + i]!;
    const how = hit < 0 ? undefined : context.touch.worst(line, line);
    if (how === undefined || (hit >= found && (how === "moved" || how === "reformatted"))) continue;
    extents.push({ found, hit, mayHit: Math.max(hit, mayCounts[conditions + i]!) });
  }
  return sumExtents(extents);
}

function armVerdicts({
  file: { map },
  measured: { counts, mayCounts },
  kind,
  touch,
  base,
}: ChargeContext): readonly (Verdict | undefined)[] {
  const branches = branchEntities(map);
  const verdicts: (Verdict | undefined)[] = [];
  const alike = new Map<string, number>();
  const keyOf = ({ line, type }: BranchEntity): string => `${line} ${type}`;
  for (const branch of branches) alike.set(keyOf(branch), (alike.get(keyOf(branch)) ?? 0) + 1);
  const seen = new Map<string, number>();
  let at = countLayout(map).arms;
  for (const branch of branches) {
    const { line, type } = branch;
    const ordinal = seen.get(keyOf(branch)) ?? 0;
    seen.set(keyOf(branch), ordinal + 1);
    const before = touch.before(line);
    const arms = branch.arms.length / 2;
    for (let arm = 0; arm < arms; arm++) {
      const hits = counts[at]!;
      const run = isRun(hits, mayCounts[at++]!);
      const how = hits < 0 ? undefined : worse(touch.worst(line, line), ofArm(touch, branch.arms[arm * 2]!));
      const wanted = { type, arms, ordinal, count: alike.get(keyOf(branch))!, arm };
      verdicts.push(
        how === undefined
          ? undefined
          : verdictOf(how, run, () => (before === undefined ? undefined : base.arm(before, wanted, kind))),
      );
    }
  }
  return verdicts;
}

function ofArm(touch: Touch, line: number): Touched | undefined {
  return line > 0 ? touch.worst(line, line) : undefined;
}

function worse(a: Touched | undefined, b: Touched | undefined): Touched | undefined {
  const order: readonly (Touched | undefined)[] = ["new", "changed", "moved", "reformatted"];
  return order.find((what) => what === a || what === b);
}
