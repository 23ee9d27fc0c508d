import {
  type Decision,
  isOpenFinding,
  isWholeRepository,
  type Report,
  scopeLabel,
  type Violation,
} from "@tollgate/model";
import { isAboutProblems } from "../alike-problems.ts";
import { testRules } from "../failing-steps.ts";
import { levelOf, linesOf, type Remark } from "./remark.ts";

/** What rules say is wrong at a place; failing tests and problems have remarks of their own. */
export function ruleRemarks({ rules }: Decision): readonly Remark[] {
  return rules.flatMap((result) => {
    const { rule, title, scope, answer, violations, remedy } = result;
    if (answer !== "fail" || testRules.has(rule) || isAboutProblems(rule)) return [];
    const where = isWholeRepository(scope) && scope.kind === undefined ? "" : ` (${scopeLabel(scope)})`;
    return violations.flatMap((violation) => {
      const { path, waiver } = violation;
      if (path === undefined) return [];
      return [
        {
          path,
          ...linesOf(violation.line, violation.endLine),
          level: waiver === undefined ? levelOf(result) : ("notice" as const),
          title: `${title}${where}${waiver === undefined ? "" : ", waived"}`,
          say: () => sayViolation(violation, remedy),
        },
      ];
    });
  });
}

function sayViolation({ message, waiver }: Violation, remedy: string): string {
  if (waiver !== undefined) return `${message}\n\nWaived by ${waiver}.`;
  return remedy === "" ? message : `${message}\n\n${remedy}`;
}

/** Changed lines that no test runs, whether a rule asks or not. */
export function uncoveredRemarks({ changed }: Report): readonly Remark[] {
  if (!changed.known) return [];
  return changed.files.flatMap(({ path, uncovered, excused }) =>
    uncovered
      .filter(([first, last]) => !excused.some(([from, to]) => from <= first && last <= to))
      .map((lines) => ({
        path,
        lines,
        isWholeFile: false,
        level: "notice" as const,
        title: "Not covered",
        say: () => (lines[0] === lines[1] ? "No test runs this line." : "No test runs these lines."),
      })),
  );
}

/** What analysis tools found, but for what they found on the base, too: that is no news. */
export function findingRemarks({ findings }: Report): readonly Remark[] {
  return findings.flatMap((finding) => {
    const { path, line, endLine, column, level, tool, rule = "", message, change } = finding;
    if (path === undefined || change === "unchanged" || !isOpenFinding(finding)) return [];
    return [
      {
        path,
        ...linesOf(line, endLine),
        ...(column === undefined ? {} : { column }),
        level: level === "error" || level === "warning" ? ("warning" as const) : ("notice" as const),
        title: rule === "" ? tool : `${tool}: ${rule}`,
        say: () => message,
      },
    ];
  });
}

/** What was wrong with an input at a place, such as a policy or a waiver. */
export function problemRemarks({ problems }: Report, { rules }: Decision): readonly Remark[] {
  const acting = rules.find(
    ({ rule, effect }) => isAboutProblems(rule) && (effect === "block" || effect === "hold"),
  );
  return problems.flatMap(({ path, line, column, code, severity, message, remedy }) => {
    if (path === undefined || severity === "info") return [];
    return [
      {
        path,
        ...linesOf(line),
        ...(column === undefined ? {} : { column }),
        level: severity === "error" && acting !== undefined ? levelOf(acting) : ("warning" as const),
        title: code,
        say: () => `${message} ${remedy}`.trim(),
      },
    ];
  });
}
