import type { Attachment } from "@tollgate/model";
import { type AttachmentFacts, attachmentAt } from "../attachments/told-attachment.ts";
import { isMembers, type Members, ownList } from "./members.ts";

/** A member for a test or a try that has attachments; nothing where the list is empty. */
export function withAttachments(attachments: readonly Attachment[]): {
  readonly attachments?: readonly Attachment[];
} {
  return attachments.length === 0 ? {} : { attachments };
}

/** The parts of a list of attachments as `read` knows them. What is no object names nothing. */
export function attachmentsIn(
  container: Members,
  list: string,
  read: (told: Members) => Attachment,
): readonly Attachment[] {
  return (ownList(container, list) ?? []).filter(isMembers).map(read);
}

/** At the place that is told. One without a place is not there. */
export function attachmentOf(place: string | undefined, facts: AttachmentFacts): Attachment {
  if (place !== undefined && place !== "") return attachmentAt(place, facts);
  const { path: _none, ...told } = attachmentAt("none", facts);
  return { ...told, state: "absent" };
}
