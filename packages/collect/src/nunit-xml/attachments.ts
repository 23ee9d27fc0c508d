import type { Attachment } from "@tollgate/model";
import { attachmentOf } from "../json/attachments.ts";
import { attachmentsPart } from "../xml-tests/attachments-part.ts";
import { ignored, type Part, textPart } from "../xml-tests/part.ts";

/** `attachments` of a test or a suite: files with their whole path, and what they show. */
export function nunitAttachments(take: (attachment: Attachment) => void): Part {
  return attachmentsPart("attachment", () => {
    let path = "";
    let name = "";
    return {
      child(element) {
        if (element === "filePath") return textPart((text) => (path ||= text.trim()));
        return element === "description" ? textPart((text) => (name ||= text.trim())) : ignored;
      },
      close: () => take(attachmentOf(path, { name })),
    };
  });
}
