import { dirname, join } from "node:path";
import { type InputOptions, type RunBegin, type RunEnd, runRecord } from "@tollgate/collect";
import type { Evidence, RunOutput } from "@tollgate/model";
import { pathBelow } from "./files/path-below.ts";
import { replaceFile } from "./outputs/replace-file.ts";

/** A run that ended, before its reports are read. */
export type ObservedRun = {
  /** Absolute path of its record. */
  readonly record: string;
  readonly begin: RunBegin;
  readonly end: RunEnd;
  /** Whether the run wrote a file (absolute path); absent when nobody watched. */
  readonly wasWritten?: (absolute: string) => boolean;
  /** What Tollgate must end with whatever was collected: the command did not start, or a signal came. */
  readonly exit?: number;
};

/** An input that was read. */
export type ReadInput = { readonly absolute: string; readonly evidence: Evidence<unknown> };

/** Writes the record of a run with the reports that it wrote and those that it only found. Returns the record as an input. */
export function recordRun(root: string, run: ObservedRun, read: readonly ReadInput[]): InputOptions {
  writeRecord(run.record, run.begin, { ...run.end, ...outputsOf(run, read) });
  return { path: pathBelow(root, run.record), promised: true };
}

function outputsOf(
  { wasWritten }: ObservedRun,
  read: readonly ReadInput[],
): Pick<RunEnd, "outputs" | "leftovers"> {
  if (wasWritten === undefined) return {};
  const outputs: RunOutput[] = [];
  const leftovers: RunOutput[] = [];
  for (const { absolute, evidence } of read) {
    const { tests, coverage, findings } = evidence;
    if (tests === undefined && coverage === undefined && findings === undefined) continue;
    const { path, digest } = evidence.input;
    (wasWritten(absolute) ? outputs : leftovers).push({ path, digest });
  }
  return { outputs, leftovers };
}

/** Nothing in the folder of the records is for git: it says so itself. */
export function writeRecord(path: string, begin: RunBegin, end?: RunEnd): void {
  const texts = [
    [path, runRecord(begin, end)],
    [join(dirname(path), ".gitignore"), "*\n"],
  ] as const;
  for (const [file, text] of texts) replaceFile(file, (write) => write(Buffer.from(text)), notRecordable);
}

const notRecordable =
  "Tollgate keeps there how the command ended: let the user that runs it write to `.tollgate/runs/` at the repository's root.";
