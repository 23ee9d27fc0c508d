import { type Fact, findingLevels, type Report, type Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { within } from "../../evidence/within.ts";
import { atMost } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { choiceOption, countOption, flagOption, textOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { ofScope } from "../../scope-words.ts";
import { about } from "./about.ts";
import { countFindings, type FindingCounts, type Open, type Wanted, wantedBy } from "./count-findings.ts";
import { nothingLooked } from "./nothing-looked.ts";
import { toViolations } from "./violations.ts";

const options = {
  max: countOption({ description: "How many findings pass.", stricter: "lower", minimum: 0, default: 0 }),
  level: choiceOption({
    description: "The lowest level that counts: `warning` counts errors and warnings.",
    stricter: ["error", "warning", "note"],
    values: ["error", "warning", "note"],
  }),
  new: flagOption({
    description: "Whether only findings count that the base does not have.",
    stricter: "names",
  }),
  tool: textOption({
    description: "Only findings of this tool, as its report names it.",
    stricter: "names",
    examples: ["CodeQL"],
  }),
  ruleId: textOption({
    description: "Only findings of this rule of the tool; `*` stands for any text.",
    stricter: "names",
    examples: ["js/sql-injection", "security/*"],
  }),
};

export const findings: Rule = {
  id: "findings",
  title: "Findings of analysis tools",
  builtIn: false,
  topic: "findings",
  options,
  about,
  waivedBy: "places",
  judge({ report, scope, options: written, isExcusedAt }: RuleContext): Judgement {
    const max = options.max.read(written["max"]);
    const wanted: Wanted = {
      level: options.level.read(written["level"]),
      onlyNew: options.new.read(written["new"]),
      tool: options.tool.read(written["tool"]),
      ruleId: options.ruleId.read(written["ruleId"]),
    };
    const gaps = [...gapsOf(report, scope, "findings"), ...nothingLooked(report, scope, wanted.tool)];
    const counts = countFindings(report, scope, wanted, isExcusedAt);
    const facts = [factOf(scope, wanted, counts)];
    const count = counts.counted.length;
    if (counts.all === 0 && gaps.length > 0) return unknownOf(gaps, facts);
    const most = count + counts.open.length;
    return judgementOf({
      answer: atMost({ lo: count, hi: gaps.length > 0 ? Number.POSITIVE_INFINITY : most }, max),
      sentence: sentenceOf({ report, scope, wanted, max }, counts),
      facts,
      violations: toViolations(counts.counted),
      remedy: wanted.onlyNew
        ? "Mend what is new, or suppress it in the tool with the reason."
        : "Mend the findings below, or suppress them in the tool with the reason.",
      gaps: gaps.length > 0 ? gaps : openGaps(report, counts.open),
    });
  },
};

function factOf(scope: Scope, { level, onlyNew }: Wanted, { all, counted, open }: FindingCounts): Fact {
  return {
    key: onlyNew ? "findings.new" : "findings.open",
    scope,
    lo: counted.length,
    hi: counted.length + open.length,
    n: all,
    unit: "findings",
    derivation: `findings ${levelWords(level)} that are not suppressed${onlyNew ? " and not on the base" : ""}, each once over all reports`,
  };
}

type Asked = {
  readonly report: Report;
  readonly scope: Scope;
  readonly wanted: Wanted;
  readonly max: number;
};

function sentenceOf(
  { report, scope, wanted, max }: Asked,
  { counted, open, suppressed, waived, unchanged }: FindingCounts,
): string {
  const { level, onlyNew, tool, ruleId } = wanted;
  const isNew = onlyNew ? "new " : "";
  const which = `${levelWords(level)}${tool === undefined ? "" : ` by ${tool}`}${ruleId === undefined ? "" : ` of ${ruleId}`}${ofScope(scope)}`;
  const found = plural(counted.length, `${isNew}finding`);
  const fresh = onlyNew ? 0 : counted.filter(({ finding }) => finding.change === "new").length;
  const fixed = countFixed(report, scope, wanted);
  const notes = [
    fresh === 0 ? "" : `${fresh} new`,
    unchanged === 0 ? "" : `${unchanged} on the base too`,
    open.length === 0 ? "" : `${open.length} that may count`,
    suppressed === 0 ? "" : `${suppressed} suppressed`,
    waived === 0 ? "" : `${waived} more waived`,
    fixed === 0 ? "" : `${fixed} fixed since the base`,
  ].filter((note) => note !== "");
  const wantedWords = max === 0 ? "none is wanted" : `at most ${max} ${max === 1 ? "is" : "are"} wanted`;
  return `${found} ${which}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}, ${wantedWords}`;
}

function levelWords(level: Wanted["level"]): string {
  return `of level ${level}${level === findingLevels[0] ? "" : " or worse"}`;
}

function countFixed(report: Report, scope: Scope, wanted: Wanted): number {
  const holds = within(report, scope);
  const isWanted = wantedBy(wanted);
  return (report.baseline?.fixedFindings ?? []).filter(
    (finding) => isWanted(finding) && holds({ package: finding.package, path: finding.path }),
  ).length;
}

/** Why the answer is open although all reports arrived. */
function openGaps({ baseline }: Report, open: readonly Open[]): readonly Gap[] {
  const counted = (why: Open["why"]): readonly Open[] => open.filter((item) => item.why === why);
  const [undecided, noBase, noFile] = [counted("undecided"), counted("no-base"), counted("no-file")];
  const gaps: Gap[] = [];
  if (noBase.length > 0)
    gaps.push({
      cause: "absent",
      what:
        baseline === undefined
          ? "there is no base to compare with"
          : `the base has no readable report by ${noBase[0]!.finding.tool}`,
      remedy:
        baseline === undefined
          ? "Give the bundle of the base as `--base-report`: `evidence.tollgate` of its last run."
          : "It will be there once this is the base; until then nothing tells what is new.",
    });
  if (undecided.length > 0)
    gaps.push({
      cause: "absent",
      what: `${undecided[0]!.finding.tool} leaves ${plural(undecided.length, "finding")} to people`,
      remedy: "Look at them, and suppress in the tool what is none, or mend it.",
    });
  if (noFile.length > 0)
    gaps.push({
      cause: "absent",
      what: `${noFile[0]!.finding.named} of ${plural(noFile.length, "finding")} is not in the repository`,
      remedy:
        'Add a mapping: `paths: [{ from: "/app/", to: "" }]`, or judge it by a rule for the repository.',
    });
  return gaps;
}
