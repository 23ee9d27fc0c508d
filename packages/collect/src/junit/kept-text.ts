import { detach } from "../input/detach.ts";
import { detailTextLimit } from "../reader.ts";

/** A text that comes in pieces, kept up to the limit for failure texts. */
export interface KeptText {
  add(piece: string): void;
  /** The text without blank lines around it; empty when there is none. */
  take(): string;
}

export function createKeptText(): KeptText {
  let kept = "";
  let length = 0;
  return {
    add(piece) {
      const known = length === 0 ? piece.replace(/^(?:[^\S\n]*\n)+/, "") : piece;
      length += known.length;
      if (kept.length < detailTextLimit) kept += known.slice(0, detailTextLimit - kept.length);
    },
    take: () => (length > detailTextLimit ? cutAt(kept, length) : detach(kept.trimEnd())),
  };
}

/** `text`, cut at the limit for failure texts. */
export function cutText(text: string): string {
  return text.length > detailTextLimit ? cutAt(text.slice(0, detailTextLimit), text.length) : detach(text);
}

function cutAt(kept: string, length: number): string {
  // Half of a surrogate pair is no character.
  const whole = /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
  return `${whole}… (${length - whole.length} characters cut)`;
}
