import type { Attachment, Detail } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { detach } from "../input/detach.ts";
import { withAttachments } from "../json/attachments.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { type CaseFrame, durationOf } from "./case-frame.ts";
import type { Doubts } from "./doubts.ts";
import { createKeptText, type KeptText } from "./kept-text.ts";
import type { Result, ResultName } from "./outcome.ts";
import type { SuiteFrame } from "./suite-frame.ts";

/** An open `failure`, `error`, `skipped` or the like. */
export type OpenResult = {
  readonly name: ResultName;
  /** The case, or the suite, that it is about. */
  readonly owner: CaseFrame | SuiteFrame;
  readonly message: string | undefined;
  readonly type: string | undefined;
  readonly durationUs: number | undefined;
  readonly text: KeptText;
  readonly attachments: Attachment[];
};

export function openResult(
  name: ResultName,
  attributes: XmlAttributes,
  owner: CaseFrame | SuiteFrame,
  doubts: Doubts,
): OpenResult {
  const message = attributes.get("message");
  const type = attributes.get("type");
  return {
    name,
    owner,
    message: message === undefined ? undefined : cutText(message),
    type: type === undefined ? undefined : cutText(type),
    // The other elements are about the try whose time the case has.
    durationUs: isTry(name) ? durationOf(attributes, doubts) : undefined,
    text: createKeptText(),
    attachments: [],
  };
}

/** The result of a closed element. Without a message the first line of the text stands for it. */
export function toResult({ name, message, type, durationUs, text: kept, attachments }: OpenResult): Result {
  const text = kept.take();
  const shown = message || firstLine(text);
  const detail: Detail = {
    kind: kindOf(name),
    ...(type ? { type } : {}),
    ...(shown === "" ? {} : { message: shown }),
    ...(text === "" || text === shown ? {} : { text }),
  };
  return {
    name,
    detail,
    ...(durationUs === undefined ? {} : { durationUs }),
    ...withAttachments(attachments),
  };
}

function isTry(name: ResultName): boolean {
  return name.startsWith("flaky") || name.startsWith("rerun");
}

function kindOf(name: ResultName): Detail["kind"] {
  if (name === "skipped" || name === "disabled") return "skip";
  return name === "error" || name.endsWith("Error") ? "error" : "failure";
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return detach((end < 0 ? text : text.slice(0, end)).trim());
}
