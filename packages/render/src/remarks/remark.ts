import type { CheckAnnotation, LineRange, RuleResult } from "@tollgate/model";

/** Something to say at a place of the repository. All texts are as the reports wrote them. */
export type Remark = {
  readonly path: string;
  readonly lines: LineRange;
  /** True where no line is known: the first stands for all. */
  readonly isWholeFile: boolean;
  /** Only where it is about one line. */
  readonly column?: number;
  readonly level: RemarkLevel;
  readonly title: string;
  /** Made only for what is shown: there may be a hundred thousand. */
  readonly say: () => string;
};

export type RemarkLevel = CheckAnnotation["level"];

/** The worst first. */
export const remarkLevels: readonly RemarkLevel[] = ["failure", "warning", "notice"];

/** How loud a rule is: as severe as its policy says where it decides, never a failure where it does not. */
export function levelOf({ severity, effect }: Pick<RuleResult, "severity" | "effect">): RemarkLevel {
  if (effect === "block" || effect === "hold") return levels[severity];
  if (effect === "warn" && severity !== "note") return "warning";
  return "notice";
}

const levels = { error: "failure", warning: "warning", note: "notice" } as const satisfies Record<
  RuleResult["severity"],
  RemarkLevel
>;

/** Lines of a place; of a whole file its first one. */
export function linesOf(
  line: number | undefined,
  endLine?: number | undefined,
): Pick<Remark, "lines" | "isWholeFile"> {
  if (line === undefined || line < 1) return { lines: [1, 1], isWholeFile: true };
  return { lines: [line, endLine === undefined || endLine < line ? line : endLine], isWholeFile: false };
}
