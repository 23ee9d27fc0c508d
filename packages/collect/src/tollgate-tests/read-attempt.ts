import { type Attachment, type Attempt, type Detail, isFailing, type TestStatus } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { withAttachments } from "../json/attachments.ts";
import type { CaseSink } from "../json/case-sink.ts";
import { lostResults, missingField, unknownDuration, unknownStatus } from "../json/doubts.ts";
import { isMembers, type Members, own, ownInteger, ownList } from "../json/members.ts";
import { ownAttachment } from "../json/own-attachments.ts";
import { showValue } from "../json/show-value.ts";
import { doubtUnknown } from "./doubt-unknown.ts";
import { failedPass } from "./doubts.ts";

/** Members that a test and its earlier tries share. */
export const attemptMembers: ReadonlySet<string> = new Set([
  "status",
  "durationUs",
  "details",
  "attachments",
]);

/** One try. A failure in it counts, whatever its status says. */
export function readAttempt(told: Members, where: string, cases: CaseSink): Attempt {
  const details = readDetails(told, where, cases);
  const status = statusOf(own(told, "status"), where, cases);
  const failing = details.find(({ kind }) => kind !== "skip");
  const isContradiction = failing !== undefined && !isFailing(status);
  if (isContradiction) cases.doubt(failedPass, where);
  return {
    status: isContradiction ? (failing.kind === "error" ? "errored" : "failed") : status,
    ...durationOf(told, where, cases),
    details,
    ...withAttachments(readAttachments(told, where, cases)),
  };
}

function readAttachments(told: Members, where: string, cases: CaseSink): readonly Attachment[] {
  const list = ownList(told, "attachments");
  if (list === undefined && Object.hasOwn(told, "attachments"))
    cases.doubt(missingField, `"attachments" of ${where}`);
  return (list ?? []).flatMap((item) => {
    const attachment = ownAttachment(item);
    if (attachment === undefined) cases.doubt(missingField, `an attachment of ${where}`);
    return attachment ?? [];
  });
}

const statuses: readonly TestStatus[] = ["passed", "failed", "errored", "skipped", "todo"];

function statusOf(told: unknown, where: string, cases: CaseSink): TestStatus {
  const status = statuses.find((known) => known === told);
  if (status === undefined) cases.doubt(unknownStatus, `${showValue(told)} of ${where}`);
  return status ?? "errored";
}

function durationOf(told: Members, where: string, cases: CaseSink): { readonly durationUs?: number } {
  const durationUs = ownInteger(told, "durationUs", 0);
  if (durationUs !== undefined) return { durationUs };
  if (Object.hasOwn(told, "durationUs")) cases.doubt(unknownDuration, `that of ${where}`);
  return {};
}

function readDetails(told: Members, where: string, cases: CaseSink): readonly Detail[] {
  const details = ownList(told, "details");
  if (details === undefined) cases.doubt(lostResults, `"details" of ${where}`);
  return (details ?? []).flatMap((detail): Detail[] => {
    if (isMembers(detail)) return [readDetail(detail, where, cases)];
    cases.doubt(lostResults, `a detail of ${where} that is ${showValue(detail)}`);
    return [];
  });
}

const detailMembers = new Set(["kind", "type", "message", "text"]);
const kinds: readonly Detail["kind"][] = ["failure", "error", "skip"];

function readDetail(told: Members, where: string, cases: CaseSink): Detail {
  doubtUnknown(told, detailMembers, `a detail of ${where}`, cases);
  const kind = kinds.find((known) => known === own(told, "kind"));
  if (kind === undefined) cases.doubt(unknownStatus, `the kind of a detail of ${where}`);
  return {
    kind: kind ?? "error",
    ...textOf("type"),
    ...textOf("message"),
    ...textOf("text"),
  };

  function textOf<N extends "type" | "message" | "text">(name: N): { readonly [K in N]?: string } {
    const value = own(told, name);
    if (typeof value === "string") return { [name]: cutText(value) } as { [K in N]?: string }; // computed keys widen
    if (value !== undefined) cases.doubt(missingField, `"${name}" of a detail of ${where}`);
    return {};
  }
}
