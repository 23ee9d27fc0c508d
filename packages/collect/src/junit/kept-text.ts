import { sayCut } from "../input/cut-text.ts";
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
    take: () => (length > detailTextLimit ? sayCut(kept, length) : detach(kept.trimEnd())),
  };
}
