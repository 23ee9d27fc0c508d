import type { Attachment } from "@tollgate/model";
import { attachmentOf, attachmentsIn } from "../json/attachments.ts";
import { isMembers, type Members, ownList, ownText } from "../json/members.ts";

/** Attachments of a result or a fixture and of its steps, in their order; they lie beside the result. Depth costs no stack. */
export function attachmentsOf(item: Members): readonly Attachment[] {
  const found: Attachment[] = [];
  const open: unknown[] = [item];
  while (open.length > 0) {
    const told = open.pop();
    if (!isMembers(told)) continue;
    found.push(...ownAttachments(told));
    const steps = ownList(told, "steps") ?? [];
    for (let i = steps.length - 1; i >= 0; i--) open.push(steps[i]);
  }
  return found;
}

export function ownAttachments(item: Members): readonly Attachment[] {
  return attachmentsIn(item, "attachments", (told) =>
    attachmentOf(ownText(told, "source"), { name: ownText(told, "name"), type: ownText(told, "type") }),
  );
}
