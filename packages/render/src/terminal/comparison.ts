import type {
  ComparedResult,
  ComparedRule,
  ComparedRun,
  ComparedVerdict,
  PolicyComparison,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { columns, type Paint, paintFor, plain, type TerminalOptions, toOutput, wrapped } from "./style.ts";

/** A row for each past run, and below it what the other policy changes and why. */
export function renderComparison(comparison: PolicyComparison, options: TerminalOptions): string {
  const paint = paintFor(options);
  const { present, proposed, limits, runs } = comparison;
  const rows = runs.map(rowOf);
  const table = columns("llll", [["Bundle", "Commit", "Now", "Then"], ...rows], (cell, row, column) =>
    row === 0 ? paint.dim(cell) : column < 2 ? cell : colored(cell, paint),
  );
  const reasons = runs.map((run) => changeLines(run, options, paint));
  return toOutput([
    plain(`Now: ${present.path ?? "the built-in rules"}. Then: ${proposed.path ?? "the built-in rules"}.`),
    "",
    table[0]!,
    ...runs.flatMap((_, i) => [table[i + 1]!, ...reasons[i]!]),
    "",
    countsOf(runs),
    "",
    ...limits.flatMap((limit) => wrapped(limit, "", "  ", options)).map((line) => paint.dim(line)),
  ]);
}

function rowOf(run: ComparedRun): readonly string[] {
  const bundle = plain(run.bundle);
  if ("problem" in run) return [bundle, "", "not readable", ""];
  const same = run.before.outcome === run.after.outcome ? "same" : run.after.outcome;
  return [bundle, (run.commit ?? "unknown").slice(0, 12), run.before.outcome, same];
}

function colored(cell: string, paint: Paint): string {
  if (/^allow/.test(cell)) return paint.green(cell);
  return /^(?:block|not)/.test(cell)
    ? paint.red(cell)
    : /^hold/.test(cell)
      ? paint.yellow(cell)
      : paint.dim(cell);
}

function changeLines(run: ComparedRun, options: TerminalOptions, paint: Paint): readonly string[] {
  if ("problem" in run) return wrapped(`${run.problem.message} ${run.problem.remedy}`, "  ", "    ", options);
  return run.changes.flatMap((change) => reasonOf(change, options, paint));
}

function reasonOf(change: ComparedRule, options: TerminalOptions, paint: Paint): readonly string[] {
  const { title, scope, before, after } = change;
  const where = scope === "repository" ? "" : ` (${scope})`;
  const message = after?.message ?? before?.message ?? "";
  const [first = "", ...rest] = wrapped(
    `${title}${where}: ${effectWords(before)} → ${effectWords(after)}. ${message}`,
    "  ",
    "    ",
    options,
  );
  return [paint.bold(first), ...rest];
}

function effectWords(result: ComparedResult | undefined): string {
  if (result === undefined) return "not asked";
  return result.effect === "none"
    ? result.answer
    : `${result.effect}${result.effect === "waived" ? "" : "s"}`;
}

function countsOf(runs: readonly ComparedRun[]): string {
  const read = runs.filter((run) => !("problem" in run)) as readonly {
    before: ComparedVerdict;
    after: ComparedVerdict;
  }[];
  const moves = new Map<string, number>();
  for (const { before, after } of read) {
    if (before.outcome === after.outcome) continue;
    const move = `${before.outcome} → ${after.outcome}`;
    moves.set(move, (moves.get(move) ?? 0) + 1);
  }
  const changed = [...moves.values()].reduce((sum, count) => sum + count, 0);
  const list = [...moves].map(([move, count]) => `${count} ${move}`).join(", ");
  return `${plural(read.length, "run")} compared, ${changed} changed${list === "" ? "" : `: ${list}`}.`;
}
