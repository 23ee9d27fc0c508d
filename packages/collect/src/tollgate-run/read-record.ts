import type { RunManifest, RunOutput } from "@tollgate/model";
import { cleanName } from "../json/clean-name.ts";
import type { JsonDocument } from "../json/document.ts";
import { missingField } from "../json/doubts.ts";
import { isMembers, type Members, own, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";
import { notAnObject } from "../json/problems.ts";
import { showValue } from "../json/show-value.ts";
import { createProblemTally, type ProblemTally, quote } from "../problem-tally.ts";
import type { RawProblem, RawRun, Sink } from "../reader.ts";
import { runRecordVersion } from "./run-record.ts";

/** Reads the record of one run. What is missing makes the run interrupted or failed, never passed. */
export function readRecord({ value, whole }: JsonDocument, sink: Sink): void {
  if (!isMembers(value)) {
    sink.problem(notAnObject(value));
    return;
  }
  sink.producer("tollgate");
  const version = own(value, "tollgate");
  if (version !== runRecordVersion) sink.problem(otherVersion(version));
  const doubts = createProblemTally();
  sink.run(readRun(value, { doubts, isRead: whole && version === runRecordVersion }));
  doubts.flush((problem) => sink.problem(problem));
}

type Reading = { readonly doubts: ProblemTally; readonly isRead: boolean };

function readRun(record: Members, { doubts, isRead }: Reading): RawRun {
  const end = isRead ? ownMembers(record, "end") : undefined;
  if (isRead && end === undefined && own(record, "end") !== undefined) doubts.add(missingField, `"end"`);
  const startedAt = ownInteger(record, "startedAt", 0);
  return {
    source: "command",
    ...textMember(record, "task"),
    ...textMember(record, "package"),
    ...textMember(record, "kind"),
    ...textMember(record, "sha"),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(end === undefined ? { verdict: "interrupted", errors: [] } : readEnd(end, doubts)),
  };
}

type Ending = Pick<RawRun, "verdict" | "exitCode" | "endedAt" | "errors" | "outputs" | "leftovers">;

function readEnd(end: Members, doubts: ProblemTally): Ending {
  const exitCode = ownInteger(end, "exitCode", -2_147_483_648);
  const endedAt = ownInteger(end, "endedAt", 0);
  const told = ownList(end, "errors");
  if (told === undefined) doubts.add(missingField, `"errors"`);
  const errors = (told ?? []).map((error) => cleanName(typeof error === "string" ? error : showValue(error)));
  const outputs = outputsOf(end, "outputs", doubts);
  const leftovers = outputsOf(end, "leftovers", doubts);
  return {
    verdict: verdictOf(own(end, "verdict"), exitCode === 0 && errors.length === 0, doubts),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(endedAt === undefined ? {} : { endedAt }),
    errors,
    ...(outputs === undefined ? {} : { outputs }),
    ...(leftovers === undefined ? {} : { leftovers }),
  };
}

/** Only a run that says so, ended with 0 and had no error passed. */
function verdictOf(told: unknown, endedWell: boolean, doubts: ProblemTally): RunManifest["verdict"] {
  if (told === "failed" || told === "interrupted") return told;
  if (told !== "passed") doubts.add(missingField, `"verdict", which is ${showValue(told)}`);
  else if (endedWell) return "passed";
  else doubts.add(missingField, `"exitCode": 0 without "errors", in a run that passed`);
  return "failed";
}

/** `undefined` when the record has no such list. */
function outputsOf(end: Members, name: string, doubts: ProblemTally): readonly RunOutput[] | undefined {
  const list = ownList(end, name);
  const outputs = list?.flatMap((entry) => outputOf(entry) ?? []);
  if (outputs?.length !== list?.length) doubts.add(missingField, `a path or digest in ${quote(name)}`);
  return outputs;
}

function outputOf(entry: unknown): RunOutput | undefined {
  if (!isMembers(entry)) return undefined;
  const path = ownText(entry, "path");
  const digest = ownText(entry, "digest");
  if (path === undefined || path === "") return undefined;
  return digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? { path, digest } : undefined;
}

function textMember<N extends string>(record: Members, name: N): { readonly [K in N]?: string } {
  const told = ownText(record, name);
  if (told === undefined) return {};
  return { [name]: cleanName(told) } as { [K in N]?: string }; // computed keys widen
}

function otherVersion(version: unknown): RawProblem {
  return {
    code: "unsupported-format",
    severity: "error",
    message: `The record of the run has version ${showValue(version)}, ${runRecordVersion} was wanted.`,
    remedy: "Collect and judge with the same version of Tollgate.",
  };
}
