import { detailTextLimit } from "../reader.ts";
import { detach } from "./detach.ts";

/** `text`, cut at the limit for failure texts, with what was cut said. */
export function cutText(text: string): string {
  return text.length > detailTextLimit ? sayCut(text.slice(0, detailTextLimit), text.length) : detach(text);
}

/** What is `kept` of a text of `length` characters, with a note of what is not. */
export function sayCut(kept: string, length: number): string {
  // Half of a surrogate pair is no character.
  const whole = /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
  return `${detach(whole)}… (${length - whole.length} characters cut)`;
}
