import {
  type Finding,
  type FindingLevel,
  type FindingPlace,
  findingLevels,
  isPresentFinding,
  type MergedFinding,
  packageFinder,
  type Report,
  type Scope,
} from "@tollgate/model";
import { within } from "../../evidence/within.ts";
import type { RuleContext } from "../../rule.ts";

/** Which findings a rule is about. */
export type Wanted = {
  readonly level: Exclude<FindingLevel, "none">;
  readonly tool: string | undefined;
  /** `*` stands for any text. */
  readonly ruleId: string | undefined;
  readonly onlyNew: boolean;
};

/** A finding, and where in the scope it is. */
export type Counted = { readonly finding: MergedFinding; readonly place: FindingPlace };

export type FindingCounts = {
  /** All that is about the rule, in the scope, suppressed or not. */
  readonly all: number;
  readonly counted: readonly Counted[];
  /** What may count: the tool or the base does not tell, or the file is not known. */
  readonly open: readonly Open[];
  readonly suppressed: number;
  /** Those of which every place is one that a waiver is for; they are not counted. */
  readonly waived: number;
  /** Those that the base has, too, where only new ones count. */
  readonly unchanged: number;
};

export type Open = Counted & { readonly why: "undecided" | "no-base" | "no-file" };

export function countFindings(
  report: Report,
  scope: Scope,
  wanted: Wanted,
  isExcusedAt?: RuleContext["isExcusedAt"],
): FindingCounts {
  const isWaived = waivedBy(report, isExcusedAt);
  const isWanted = wantedBy(wanted);
  const placeIn = placeFinder(report, scope);
  const counted: Counted[] = [];
  const open: Open[] = [];
  const counts = { all: 0, suppressed: 0, waived: 0, unchanged: 0 };
  for (const finding of report.findings) {
    const found = isWanted(finding) ? placeIn(finding) : undefined;
    if (found === undefined) continue;
    const { place, isSure } = found;
    counts.all++;
    if (finding.suppressed !== undefined) counts.suppressed++;
    else if (wanted.onlyNew && finding.change === "unchanged") counts.unchanged++;
    else if (finding.undecided === true) open.push({ finding, place, why: "undecided" });
    else if (wanted.onlyNew && finding.change === undefined) open.push({ finding, place, why: "no-base" });
    else if (isSure && isWaived(finding)) counts.waived++;
    else if (isSure) counted.push({ finding, place });
    else open.push({ finding, place, why: "no-file" });
  }
  return { ...counts, counted, open };
}

function waivedBy(
  { packages }: Report,
  isExcusedAt: RuleContext["isExcusedAt"],
): (finding: MergedFinding) => boolean {
  if (isExcusedAt === undefined) return () => false;
  const ownerOf = packageFinder(packages);
  return (finding) =>
    [finding, ...(finding.otherPlaces ?? [])].every(
      ({ path }) =>
        path !== undefined && isExcusedAt({ package: ownerOf(path)?.name ?? finding.package, path }),
    );
}

/** Tells which findings a rule is about, wherever they lie. */
export function wantedBy({ level, tool, ruleId }: Wanted): (finding: Finding) => boolean {
  const lowest = findingLevels.indexOf(level);
  const matchesRule = ruleId === undefined ? undefined : patternOf(ruleId);
  return (finding) =>
    isPresentFinding(finding) &&
    // How bad it is is left open with the rest.
    (finding.undecided === true || findingLevels.indexOf(finding.level) <= lowest) &&
    (tool === undefined || finding.tool === tool) &&
    (matchesRule === undefined || matchesRule.test(finding.rule ?? ""));
}

function patternOf(ruleId: string): RegExp {
  const parts = ruleId.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`);
}

/** Where in the scope a finding is. One in several places is wherever one of them is; of a file that nobody knows it is not sure. */
function placeFinder(
  report: Report,
  scope: Scope,
): (finding: MergedFinding) => { readonly place: FindingPlace; readonly isSure: boolean } | undefined {
  const holds = within(report, scope);
  const ownerOf = packageFinder(report.packages);
  return (finding) => {
    const { kinds, package: owner, otherPlaces = [] } = finding;
    const isOfKind = kinds.some((kind) => holds({ kind }));
    if (!isOfKind) return undefined;
    const isIn = ({ path }: FindingPlace): boolean =>
      path === undefined ? holds({ package: owner }) : holds({ package: ownerOf(path)?.name ?? owner, path });
    const place = [finding, ...otherPlaces].find(isIn);
    if (place !== undefined) return { place, isSure: true };
    const isUnknown = finding.path === undefined && finding.named !== undefined;
    return isUnknown && holds({}) ? { place: finding, isSure: false } : undefined;
  };
}
