import type { Attachment, Detail } from "@tollgate/model";
import { isMembers, type Members, own, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";
import { ownAttachment } from "../json/own-attachments.ts";

/** What Tollgate adds to a test or a try in CTRF's `extra`, because CTRF has no place for it. */
export type OwnFacts = {
  /** `null`: the duration is not known. */
  readonly durationUs?: number | null;
  /** All of them, where `message` and `trace` cannot tell them apart. */
  readonly details?: readonly Detail[];
  readonly name?: string;
  readonly environment?: string;
  readonly status?: string;
  /** All of them, where CTRF cannot tell one. */
  readonly attachments?: readonly Attachment[];
};

export function ownFactsOf(entry: Members): OwnFacts {
  const facts = ownExtra(entry);
  const durationUs = own(facts, "durationUs") === null ? null : ownInteger(facts, "durationUs", 0);
  const details = ownList(facts, "details")?.flatMap((detail) => detailIn(detail) ?? []);
  const name = ownText(facts, "name");
  const environment = ownText(facts, "environment");
  const status = ownText(facts, "status");
  const attachments = ownList(facts, "attachments")?.flatMap((told) => ownAttachment(told) ?? []);
  return {
    ...(attachments === undefined ? {} : { attachments }),
    ...(durationUs === undefined ? {} : { durationUs }),
    ...(details === undefined ? {} : { details }),
    ...(name === undefined ? {} : { name }),
    ...(environment === undefined ? {} : { environment }),
    ...(status === undefined ? {} : { status }),
  };
}

/** The members that only Tollgate writes. */
export function ownExtra(entry: Members): Members {
  return ownMembers(ownMembers(entry, "extra") ?? {}, "tollgate") ?? {};
}

function detailIn(told: unknown): Detail | undefined {
  if (!isMembers(told)) return undefined;
  const kind = ownText(told, "kind");
  if (kind !== "failure" && kind !== "error" && kind !== "skip") return undefined;
  const type = ownText(told, "type");
  const message = ownText(told, "message");
  const text = ownText(told, "text");
  return {
    kind,
    ...(type === undefined ? {} : { type }),
    ...(message === undefined ? {} : { message }),
    ...(text === undefined ? {} : { text }),
  };
}
