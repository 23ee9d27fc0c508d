import type { Attachment } from "@tollgate/model";
import { attachmentOf } from "../json/attachments.ts";
import { attachmentsPart, telling } from "../xml-tests/attachments-part.ts";
import { ignored, type Part } from "../xml-tests/part.ts";

/** `attachments` of a test, a suite or a step; the files lie beside the report. */
export function allureAttachments(take: (attachment: Attachment) => void): Part {
  const tell = telling((of) => {
    take(attachmentOf(of.keep("source"), { name: of.get("title"), type: of.get("type") }));
  });
  return attachmentsPart("attachment", tell);
}

/** `steps`, which may have steps: only what they attached is looked at, as steps may fail in a test that passes. */
export function stepsPart(take: (attachment: Attachment) => void): Part {
  return attachmentsPart("step", () => ({
    child(name) {
      if (name === "attachments") return allureAttachments(take);
      return name === "steps" ? stepsPart(take) : ignored;
    },
  }));
}
