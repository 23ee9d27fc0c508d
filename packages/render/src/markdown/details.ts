import type {
  ChangedFileCoverage,
  Decision,
  Detail,
  LineRange,
  MergedCase,
  Report,
  ReportInput,
  RuleResult,
} from "@tollgate/model";
import { scopeLabel } from "@tollgate/model";
import { markdownBlock, plural, ranges, shareOf } from "@tollgate/text";
import { alikeProblems } from "../alike-problems.ts";
import { effectWords } from "../effect-words.ts";
import { isPlainlyRead, readWords } from "../read-words.ts";
import { failedBefore, traceOf, unsteadyTests } from "../test-words.ts";
import { bullet, folded, more, name, sentence, table } from "./blocks.ts";
import { placedTitle } from "./failures.ts";
import type { Section } from "./planner.ts";
import { problemItem } from "./problem-item.ts";

/** What tests said that failed before, in an older CI attempt or at an earlier try, and pass now. */
export function flakySection(report: Report): Section {
  const tests = unsteadyTests(report).filter((test) => failedBefore(test).length > 0);
  return {
    noun: ["history of a flaky test", "histories of flaky tests"],
    total: tests.length,
    worth: 4,
    render: (limit) =>
      list(`Failed tries of ${plural(tests.length, "flaky test")}`, tests, limit, (test) =>
        testTrace(test, failedBefore(test)),
      ),
  };
}

function testTrace(test: MergedCase, details: readonly Detail[]): string {
  const trace = traceOf({ details });
  return trace === "" ? placedTitle(test) : `${placedTitle(test)}\n${markdownBlock(trace)}`;
}

export function changedFileSection({ changed }: Report): Section {
  const files = changed.known ? changed.files : [];
  const row = (file: (typeof files)[number]): readonly string[] => [
    name(file.path),
    shareOf(file.charged.lines),
    shareOf(file.charged.functions),
    shareOf(file.charged.branches),
    sentence(firstRanges(file.uncovered)),
    sentence(firstRanges(file.excused)),
  ];
  return {
    noun: ["changed file", "changed files"],
    total: files.length,
    worth: 4,
    render: (limit) =>
      rows(
        `${uncoveredWords(files)} of ${plural(files.length, "changed file")}`,
        "lrrrll",
        ["File", "Lines", "Functions", "Branches", "Uncovered lines", "Uncovered before too"],
        files,
        limit,
        row,
      ),
  };
}

/** Without those that no test ran before either. */
function uncoveredWords(files: readonly ChangedFileCoverage[]): string {
  const lines = files.reduce((sum, { charged }) => sum + charged.lines.found - charged.lines.hit, 0);
  return lines === 0 ? "Coverage" : `${plural(lines, "uncovered line")}`;
}

/** Sources that a coverage tool should have measured. */
export function unmentionedSection({ unmentioned }: Report): Section {
  return {
    noun: ["source in no report", "sources in no report"],
    total: unmentioned.length,
    worth: 2,
    render: (limit) =>
      list(
        `${plural(unmentioned.length, "source")} that no coverage report mentions`,
        unmentioned,
        limit,
        ({ path, size }) =>
          `${name(path)}${size === undefined ? "" : `: ${plural(size.lines, "line")} with code`}`,
      ),
  };
}

function firstRanges(lines: readonly LineRange[]): string {
  return ranges(lines.slice(0, 20)) + (lines.length > 20 ? "…" : "");
}

export function ruleSection({ rules }: Decision): Section {
  const row = (result: RuleResult): readonly string[] => {
    const { title, scope, answer, effect, message } = result;
    return [
      sentence(title),
      sentence(scopeLabel(scope)),
      answer === "pass" ? "pass" : `**${answer}**`,
      effect === "waived" ? `**${effectWords(result)}**` : effectWords(result),
      sentence(message),
    ];
  };
  return {
    noun: ["rule", "rules"],
    total: rules.length,
    worth: 6,
    render: (limit) =>
      rows(
        `${plural(rules.length, "rule")} judged`,
        "lllll",
        ["Rule", "Scope", "Answer", "Effect", "Found"],
        rules,
        limit,
        row,
      ),
  };
}

/** Everything that readers doubted, errors first; the same doubt about several inputs is told once. */
export function problemSection({ problems }: Report): Section {
  const groups = alikeProblems(problems);
  const title = plural(problems.length, "problem");
  return {
    noun: ["problem", "problems"],
    total: groups.length,
    worth: 3,
    render: (limit) => list(title, groups, limit, problemItem),
  };
}

export function inputSection({ inputs }: Report): Section {
  const row = (item: ReportInput): readonly string[] => {
    const { input, origin, holds } = item;
    return [
      name(input.path),
      input.format === undefined ? "" : sentence(input.format),
      input.producer === undefined ? "" : sentence(input.producer),
      name(origin.package),
      holds === "runs" ? "" : sentence(origin.kind), // each task has its own
      isPlainlyRead(item) ? sentence(readWords(item)) : `**${sentence(readWords(item))}**`,
    ];
  };
  return {
    noun: ["input", "inputs"],
    total: inputs.length,
    worth: 1,
    render: (limit) =>
      rows(
        `${plural(inputs.length, "report")} read`,
        "llllll",
        ["Report", "Format", "Written by", "Package", "Kind", "Read"],
        inputs,
        limit,
        row,
      ),
  };
}

function list<T>(title: string, items: readonly T[], limit: number, item: (value: T) => string): string {
  return folded(
    title,
    [...items.slice(0, limit).map(item), ...more(items.length, limit)].map(bullet).join("\n"),
  );
}

function rows<T>(
  title: string,
  align: string,
  head: readonly string[],
  items: readonly T[],
  limit: number,
  row: (value: T) => readonly string[],
): string {
  return folded(
    title,
    [table(align, head, items.slice(0, limit).map(row)), ...more(items.length, limit)].join("\n\n"),
  );
}
