import type { Detail } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";

/** What a report tells about one failure, error or skip; texts may be empty. */
export type ToldFailure = { readonly type?: string; readonly message?: string; readonly stack?: string };

/** A failure in the model's words. The class that stands in front of a message (`System.Exception : no`) is its type. */
export function toFailure(
  kind: Detail["kind"],
  { type = "", message = "", stack = "" }: ToldFailure,
): Detail {
  const text = message.trim();
  const named = type === "" && kind !== "skip" ? exceptionClass.exec(text) : null;
  const shown = named === null ? text : text.slice(named[0].length);
  const shownType = named === null ? type.trim() : named[1]!;
  return {
    kind,
    ...(shownType === "" ? {} : { type: cutText(shownType) }),
    ...(shown === "" ? {} : { message: cutText(shown) }),
    ...(stack.trim() === "" ? {} : { text: cutText(stack.trimEnd()) }),
  };
}

const exceptionClass = /^([A-Za-z_$][\w$.+`]{0,200}(?:Exception|Error)) ?: /;
