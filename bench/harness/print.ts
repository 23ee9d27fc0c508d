import { cpus } from "node:os";
import type { Comparison, Figures, Row } from "./compare.ts";

/** The machine, in one line: figures of two machines are not compared, ratios may be. */
export function machineLine(): string {
  const all = cpus();
  const model = all[0]?.model.trim() || "unknown processor";
  return `${all.length} cores (${model}), ${process.platform} ${process.arch}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
}

/** One comparison as a table for the terminal. */
export function tableOf({ name, what, pairs, ours, rivals }: Comparison): string {
  const rows = [
    ["", "cpu s", "wall s", "peak MiB", "ours/theirs", "target"],
    [
      ours.label,
      ...cellsOf(ours.figures),
      "",
      ours.peakTarget === undefined ? "" : `≤ ${ours.peakTarget} MiB`,
    ],
    ...rivals.map(rivalCells),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
  const failures = rivals.flatMap((row) => ("failed" in row ? [`${row.label}: ${row.failed}`] : []));
  return `${name} · ${what} · ${pairs} ${pairs === 1 ? "pair" : "pairs"}\n${[...lines, ...failures].map((line) => `  ${line}\n`).join("")}`;
}

function rivalCells(row: Row): readonly string[] {
  const target = row.target === undefined ? "" : `≤ ${row.target}`;
  if ("failed" in row) return [row.label, "fails", "", "", "", target];
  return [row.label, ...cellsOf(row.figures), row.ratio.toFixed(2), target];
}

function cellsOf({ cpu, wall, peak }: Figures): readonly string[] {
  return [seconds(cpu), seconds(wall), peak === undefined ? "–" : peak.toFixed(0)];
}

function seconds(value: number): string {
  return value < 1 ? value.toFixed(3) : value.toFixed(2);
}
