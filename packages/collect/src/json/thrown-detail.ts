import type { Detail } from "@tollgate/model";
import { toDetail } from "./to-detail.ts";

/** A failure as a report tells it in parts. */
export type Thrown = {
  readonly message?: string | undefined;
  /** Often begins with the class and the message. */
  readonly stack?: string | undefined;
  readonly type?: string | undefined;
};

/** One detail of the parts of a failure: class, first line of the message, and everything below it. */
export function thrownDetail(kind: Detail["kind"], { message = "", stack = "", type }: Thrown): Detail {
  const told = stack.includes(message.trim()) ? stack : `${message.trimEnd()}\n${stack}`;
  const detail = toDetail(kind, told === "" ? message : told);
  return type === undefined || type === "" || detail.type !== undefined ? detail : { ...detail, type };
}
