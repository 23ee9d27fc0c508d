import { resolve } from "node:path";
import type { Command } from "../harness/measure.ts";

/** Our command; exit code 1 is a verdict, not a failure. */
export function ourCommand(cli: string, args: readonly string[], cwd: string): Command {
  return { label: `tollgate ${args[0]}`, steps: [[cli, ...args]], cwd, exits: [0, 1] };
}

/** A program of ours that stands for what others do. */
export function rivalCommand(label: string, script: string, args: readonly string[], cwd: string): Command {
  return { label, steps: [[resolve(import.meta.dirname, "../rivals", script), ...args]], cwd };
}

/** A part of what our commands do, in a process of its own. */
export function partCommand(label: string, script: string, args: readonly string[], cwd: string): Command {
  return {
    label,
    steps: [[resolve(import.meta.dirname, "../phases", script), ...args]],
    cwd,
    tellsPart: true,
  };
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0)} MiB`;
}
