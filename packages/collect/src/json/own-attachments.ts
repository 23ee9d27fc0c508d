import type { Attachment } from "@tollgate/model";
import { attachmentAt, embedded } from "../attachments/told-attachment.ts";
import { isMembers, ownInteger, ownText } from "./members.ts";

/** An attachment as Tollgate itself writes it. What was known of a file is looked for again: it may have gone. */
export function ownAttachment(told: unknown): Attachment | undefined {
  if (!isMembers(told)) return undefined;
  const path = ownText(told, "path");
  const facts = { name: ownText(told, "name"), type: ownText(told, "type") };
  if (path !== undefined && path !== "") return attachmentAt(path, facts);
  return embedded(ownInteger(told, "bytes", 0), facts);
}
