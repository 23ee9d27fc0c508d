import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What is measured: Node programs, run one after the other as whole processes. */
export type Command = {
  readonly label: string;
  /** Arguments of `node`, one list a process. */
  readonly steps: readonly (readonly string[])[];
  readonly cwd: string;
  /** Variables beside the few that every process has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are fine. @default [0] */
  readonly exits?: readonly number[];
  /** It measures a part of itself, and prints its seconds as JSON: those are told, not the ones of the process. */
  readonly tellsPart?: true;
};

export type Sample = {
  /** User and system seconds of all processes, those that they started and waited for included; or of the part. */
  readonly cpu: number;
  readonly wall: number;
  /** Largest resident set of a Node process, in MiB; absent where it was not asked for. */
  readonly peak?: number;
  readonly stdout: string;
};

/** A command that ended otherwise than it should: its exit code and the first words that it said about it. */
export type Failure = { readonly failed: string };

export type MeasureOptions = {
  /** Folder for what the processes print. */
  readonly scratch: string;
  /** Whether the peak is asked for. It costs 2 ms a process, too much where start-up is measured. */
  readonly peak: boolean;
};

/**
 * Runs a command once. Times are those of bash's `time`: exact to the millisecond, from the start of the first process
 * to the end of the last, with what the processes waited for (Node itself cannot tell the times of its children).
 */
export function measure(command: Command, { scratch, peak }: MeasureOptions): Sample | Failure {
  const file = (name: string): string => join(scratch, name);
  const peaks = file("peak");
  rmSync(peaks, { force: true });
  const probe = peak ? ["--require", join(import.meta.dirname, "peak.cjs")] : [];
  const steps = command.steps.map((args) => [process.execPath, ...probe, ...args].map(quote).join(" "));
  const script = `TIMEFORMAT='%3R %3U %3S'; { time { ${steps.join(" && ")}; } >${quote(file("stdout"))} 2>${quote(file("stderr"))}; } 2>${quote(file("times"))}`;
  const { status, error } = spawnSync("bash", ["-c", script], {
    cwd: command.cwd,
    env: { ...environment(peaks), ...command.env },
    stdio: "ignore",
  });
  if (error !== undefined) throw error;
  if (!(command.exits ?? [0]).includes(status ?? -1))
    return { failed: `exit ${status}: ${reasonIn(readFileSync(file("stderr"), "utf8"))}` };
  const [wall, user, system] = readFileSync(file("times"), "utf8").trim().split(" ").map(Number);
  const stdout = readFileSync(file("stdout"), "utf8");
  return {
    ...(command.tellsPart === true ? partIn(stdout) : { cpu: user! + system!, wall: wall! }),
    ...(existsSync(peaks) ? { peak: largest(readFileSync(peaks, "utf8")) } : {}),
    stdout,
  };
}

function partIn(stdout: string): Pick<Sample, "cpu" | "wall"> {
  const { cpu, wall } = JSON.parse(stdout);
  return { cpu, wall };
}

/** Only what a process needs: a developer's CI, git and Node variables must not change what is measured. */
function environment(peaks: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, LANG: "C.UTF-8", NO_COLOR: "1", BENCH_PEAK_FILE: peaks };
}

function largest(lines: string): number {
  return Math.max(...lines.trim().split("\n").map(Number)) / 1_024;
}

function reasonIn(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "it said nothing").trim().slice(0, 160);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
