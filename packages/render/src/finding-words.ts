import {
  type Finding,
  findingLevels,
  isOpenFinding,
  isPresentFinding,
  type MergedFinding,
  type Report,
} from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";
import { placeOf } from "./figures.ts";

/** A finding as it is shown. All texts are as the reports wrote them. */
export type FindingItem = {
  /** `error`, `warning`, `note`; `undecided` where the tool leaves it to people. */
  readonly word: string;
  readonly place: string;
  /** Id of the rule; empty where the tool names none. */
  readonly rule: string;
  readonly message: string;
  /** `Biome, new`; `ESLint, suppressed in the code: generated`. */
  readonly note: string;
};

/** `3 findings by Biome: 1 error, 2 warnings, 0 notes; 1 new, 2 suppressed`; empty where no tool looked. */
export function findingCounts({ findings, inputs, baseline }: Report): string {
  const tools = [
    ...new Set(inputs.flatMap(({ superseded, tools: of = [] }) => (superseded ? [] : of))),
  ].sort();
  if (tools.length === 0) return "";
  const open = findings.filter(isOpenFinding);
  const count = (is: (finding: MergedFinding) => boolean): number => open.filter(is).length;
  const levels = [
    plural(
      count(({ level }) => level === "error"),
      "error",
    ),
    plural(
      count(({ level }) => level === "warning"),
      "warning",
    ),
    plural(
      count(({ level }) => level === "note"),
      "note",
    ),
  ].join(", ");
  const fixed = baseline?.fixedFindings?.length ?? 0;
  const fresh = count(({ change }) => change === "new");
  const undecided = count((finding) => finding.undecided === true);
  const suppressed = findings.filter(
    (finding) => isPresentFinding(finding) && !isOpenFinding(finding),
  ).length;
  const notes = [
    baseline === undefined ? "" : `${grouped(fresh)} new`,
    fixed === 0 ? "" : `${grouped(fixed)} fixed`,
    undecided === 0 ? "" : `${grouped(undecided)} left to people`,
    suppressed === 0 ? "" : `${grouped(suppressed)} suppressed`,
  ].filter((note) => note !== "");
  const by =
    tools.length > 3 ? `${tools.slice(0, 3).join(", ")} and ${tools.length - 3} more` : tools.join(", ");
  return `${plural(open.length, "finding")} by ${by}: ${levels}${notes.length === 0 ? "" : `; ${notes.join(", ")}`}`;
}

/** What is to be mended: new ones first, then the worst, then by place; what is suppressed last. */
export function findingItems({ findings }: Report): readonly FindingItem[] {
  return findings
    .filter(isPresentFinding)
    .toSorted((a, b) => urgencyOf(a) - urgencyOf(b))
    .map(toItem);
}

/** Findings of the base that are fixed. */
export function fixedItems({ baseline }: Report): readonly FindingItem[] {
  return (baseline?.fixedFindings ?? []).map((finding) => ({
    ...toItem(finding),
    word: "fixed",
    note: finding.tool,
  }));
}

function urgencyOf(finding: MergedFinding): number {
  const level = findingLevels.indexOf(finding.level);
  const steps = findingLevels.length;
  if (finding.suppressed !== undefined) return 2 * steps + level;
  return finding.change === "new" ? level : steps + level;
}

function toItem(finding: Finding & Pick<Partial<MergedFinding>, "change">): FindingItem {
  const { tool, rule = "", level, message, package: owner, undecided, suppressed, change } = finding;
  const notes = [
    tool,
    change === "new" ? "new" : change === "unchanged" ? "on the base too" : "",
    suppressed === undefined ? "" : suppressedWords(suppressed),
  ].filter((note) => note !== "");
  return {
    word: undecided === true ? "undecided" : level,
    place: finding.path === undefined ? (finding.named ?? owner) : placeOf(finding),
    rule,
    message,
    note: notes.join(", "),
  };
}

function suppressedWords({ kind, justification = "" }: NonNullable<Finding["suppressed"]>): string {
  const where = kind === "inSource" ? "suppressed in the code" : "suppressed elsewhere";
  return justification === "" ? where : `${where}: ${justification}`;
}
