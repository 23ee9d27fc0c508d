import { detailTextLimit } from "../reader.ts";
import { detach } from "./detach.ts";

/** `text`, cut at the limit for failure texts, with what was cut said. What was cut here before is not cut again. */
export function cutText(text: string): string {
  return text.length > detailTextLimit && !isCut(text)
    ? sayCut(text.slice(0, detailTextLimit), text.length)
    : detach(text);
}

/** What is `kept` of a text of `length` characters, with a note of what is not. */
export function sayCut(kept: string, length: number): string {
  // Half of a surrogate pair is no character.
  const whole = /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
  return `${detach(whole)}… (${length - whole.length} characters cut)`;
}

function isCut(text: string): boolean {
  return text.length <= detailTextLimit + longestNote && cutNote.test(text);
}

const cutNote = /… \(\d{1,16} characters cut\)$/;
const longestNote = "… ( characters cut)".length + 16;
