import type { Detail } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { detach } from "../input/detach.ts";

/** A failure as a runner's JSON tells it: one text, `Class: message` and the stack below. */
export function toDetail(kind: Detail["kind"], told: string): Detail {
  const text = told.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
  const lineEnd = text.indexOf("\n");
  const firstLine = lineEnd < 0 ? text : text.slice(0, lineEnd).trimEnd();
  const type = errorClass.exec(firstLine);
  const message = type === null ? firstLine : firstLine.slice(type[0].length);
  return {
    kind,
    ...(type === null ? {} : { type: detach(type[1]!) }),
    ...(message === "" ? {} : { message: cutText(message) }),
    ...(lineEnd < 0 ? {} : { text: cutText(text) }),
  };
}

/** `TypeError: `, `assert.AssertionError [ERR_ASSERTION]: `, but not any word before a colon. */
const errorClass = /^([\w$.]{0,100}(?:Error|Exception))(?: \[\w+\])?: /;
