import type { Doubt } from "./doubts.ts";
import { decodeReferences, type ReferenceDoubt } from "./references.ts";

/** Makes of what is written in one document what it means, and tells what XML forbids with its position in the window. */
export interface TextCleaner {
  /** The document type of the document defines entities. */
  definesEntities: boolean;
  /** Looks over all that is read: what terminals and crashes leave is told also where nobody wants the text. */
  lookOver(piece: Buffer, position: number): void;
  /** Text or a value, with its references replaced. `position` is where it begins. */
  decode(raw: string, position: number): string;
  /** Text without references, as in CDATA. */
  clean(raw: string, position: number): string;
  /** Looks for entities in text that nobody wants. */
  lookForEntities(raw: string, position: number): void;
}

/** `doubt` asks for the position only when it is told: there may be a million doubts in one text. */
export function createTextCleaner(doubt: (what: Doubt, position: () => number) => void): TextCleaner {
  let holdsForbidden = false;

  const cleaner: TextCleaner = {
    definesEntities: false,
    lookOver(piece, position) {
      if (holdsForbidden || !(piece.includes(escapeCode) || piece.includes(0))) return;
      holdsForbidden = true;
      doubt("forbidden", () => position + piece.findIndex((code) => code === escapeCode || code === 0));
    },
    decode: (raw, position) => read(raw, position, decodePart),
    clean: (raw, position) => read(raw, position, (part) => withLineFeeds(part)),
    lookForEntities(raw, position) {
      decodeReferences(raw, (what, at) => {
        if (what === "entity") doubt("entity", () => position + Buffer.byteLength(raw.slice(0, at)));
      });
    },
  };
  return cleaner;

  /** Reads the parts between forbidden characters one by one, so that doubts are told in the order of their places. */
  function read(
    raw: string,
    position: number,
    readPart: (part: string, position: () => number) => string,
  ): string {
    let text = "";
    let from = 0;
    const positionOf = (at: number): number => position + Buffer.byteLength(raw.slice(0, at));
    if (otherForbidden.test(raw)) {
      for (const { index } of raw.matchAll(everyOtherForbidden)) {
        const start = from;
        text += readPart(raw.slice(start, index), () => positionOf(start));
        doubt("forbiddenValue", () => positionOf(index));
        from = index + 1;
      }
    }
    text += readPart(from === 0 ? raw : raw.slice(from), () => positionOf(from));
    return holdsForbidden ? text.replace(escapesAndNuls, "") : text;
  }

  function decodePart(part: string, position: () => number): string {
    const text = withLineFeeds(part);
    if (!text.includes("&")) return text;
    return decodeReferences(text, (what, at) =>
      doubt(doubtOf(what), () => position() + lengthBefore(part, at)),
    );
  }

  function doubtOf(what: ReferenceDoubt): Doubt {
    if (what === "forbidden-character") return "forbiddenValue";
    return what === "entity" && cleaner.definesEntities ? "entity" : "ampersand";
  }
}

function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** In UTF-8, of what stands before the character that is at `at` when each line end is one character. */
function lengthBefore(raw: string, at: number): number {
  let i = 0;
  for (let left = at; left > 0; left--) i += raw.startsWith("\r\n", i) ? 2 : 1;
  return Buffer.byteLength(raw.slice(0, i));
}

const escapeCode = 0x1b;

/** Without ESC and NUL. */
const otherForbidden = /[\x01-\x08\v\f\x0e-\x1a\x1c-\x1f\ufffe\uffff]/;
const everyOtherForbidden = new RegExp(otherForbidden, "g");
const escapesAndNuls = /[\0\x1b]/g;
