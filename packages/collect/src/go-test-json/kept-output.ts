import type { Detail } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { detailTextLimit } from "../reader.ts";

/** What a test or a package printed, up to the limit for failure texts. */
export interface KeptOutput {
  add(text: string): void;
  /** `undefined` when nothing was printed. */
  detail(kind: Detail["kind"]): Detail | undefined;
}

export function createKeptOutput(): KeptOutput {
  const pieces: string[] = [];
  let length = 0;
  return {
    add(text) {
      if (framing.test(text)) return;
      // One piece more than fits: its length tells that something was cut.
      if (length <= detailTextLimit) pieces.push(text.slice(0, 2 * detailTextLimit));
      length += text.length;
    },
    detail(kind) {
      const text = pieces.join("").trimEnd();
      if (text.trim() === "") return undefined;
      return { kind, message: cutText(messageOf(text)), text: cutText(text) };
    },
  };
}

/** Lines of the testing package that say what its events say already. */
const framing = /^\s*(?:=== (?:RUN|PAUSE|CONT|NAME) |--- (?:PASS|FAIL|SKIP): )/;

/** The panic, or what `t.Error` and its like said first, without its place; else the first line. */
function messageOf(text: string): string {
  const panic = /^panic: .*/m.exec(text)?.[0];
  const said = /^[^\S\n]*[^\s:]{1,200}\.go:\d{1,9}(?::\d{1,9})?: ?(.*)/m.exec(text)?.[1]?.trim();
  return panic ?? (said !== undefined && said !== "" ? said : text.trimStart().split("\n", 1)[0]!);
}
