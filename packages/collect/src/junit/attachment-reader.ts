import type { Attachment } from "@tollgate/model";
import { attachmentAt } from "../attachments/told-attachment.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { createAttachmentLog } from "./attachment-log.ts";
import { createKeptText, type KeptText } from "./kept-text.ts";

/** Elements of a case, a suite or a result that may name attachments. */
export type AttachmentRole = "output" | "properties" | "property";

/** Reads what tests attached out of captured output and properties, one element at a time. */
export interface AttachmentReader {
  /** What an element is; `undefined` when it names no attachments. */
  roleOf(name: string, around: string | undefined): AttachmentRole | undefined;
  /** Whether the text of the element is wanted. */
  open(role: AttachmentRole, attributes: XmlAttributes): boolean;
  /** True while the text goes here. */
  isOpen(): boolean;
  text(text: string): void;
  /** What the element named. */
  close(role: AttachmentRole): readonly Attachment[];
}

export function createAttachmentReader(): AttachmentReader {
  const log = createAttachmentLog();
  let inOutput = false;
  let value: string | undefined;
  let written: KeptText | undefined;

  return {
    roleOf(name, around) {
      if (name === "system-out" || name === "system-err") return holders.has(around) ? "output" : undefined;
      if (name === "properties") return holders.has(around) ? "properties" : undefined;
      return name === "property" && around === "properties" ? "property" : undefined;
    },
    open(role, attributes) {
      if (role === "output") inOutput = true;
      if (role === "property" && propertyName.test(attributes.get("name") ?? "")) {
        value = attributes.keep("value");
        if (value === undefined) written = createKeptText();
      }
      return inOutput || written !== undefined;
    },
    isOpen: () => inOutput || written !== undefined,
    text(text) {
      if (inOutput) log.add(text);
      else written?.add(text);
    },
    close(role) {
      if (role === "properties") return [];
      const places = role === "output" ? log.take() : [value ?? written?.take().trim() ?? ""];
      inOutput = false;
      value = undefined;
      written = undefined;
      return places.filter((place) => place.trim() !== "").map((place) => attachmentAt(place));
    },
  };
}

const holders: ReadonlySet<string | undefined> = new Set(["case", "suite", "result"]);

/** `attachment`, `attachment1` and `attachment:trace` of Testmo, `testrail_attachment`; not `attachmentsEnabled`. */
const propertyName = /^(?:testrail_)?attachments?(?:[^A-Za-z].*)?$/i;
