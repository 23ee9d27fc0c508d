import { longestPath } from "../attachments/told-attachment.ts";
import { detach } from "../input/detach.ts";

/** Finds `[[ATTACHMENT|path]]` in captured output that comes in pieces; nothing else of it is kept. */
export interface AttachmentLog {
  add(piece: string): void;
  /** The paths so far, in their order; the log is then empty. */
  take(): readonly string[];
}

export function createAttachmentLog(): AttachmentLog {
  let paths: string[] = [];
  /** The beginning of a mark that the next piece may complete. */
  let open = "";
  return {
    add(piece) {
      if (open === "" && !piece.includes("[")) return;
      const text = open + piece;
      open = "";
      let at = text.indexOf(mark);
      while (at >= 0) {
        const start = at + mark.length;
        const end = endOf(text, start);
        if (end < 0) {
          if (text.length - start <= longestPath) open = text.slice(at);
          return;
        }
        const isMark = text.startsWith("]]", end) && end > start && end - start <= longestPath;
        if (isMark && paths.length < mostPaths) paths.push(detach(text.slice(start, end)));
        at = text.indexOf(mark, end);
      }
      open = beginningAtEnd(text);
    },
    take() {
      const taken = paths;
      paths = [];
      open = "";
      return taken;
    },
  };
}

const mark = "[[ATTACHMENT|";

/** More than anybody looks at; what is too much is said where they are kept. */
const mostPaths = 10_000;

/** Where the path ends: at `]]` or, as marks stand on one line, at its end; -1 when neither is there yet. */
function endOf(text: string, start: number): number {
  ending.lastIndex = start;
  return ending.exec(text)?.index ?? -1;
}

const ending = /\]\]|[\r\n]/g;

/** What at the end of the text may begin a mark. */
function beginningAtEnd(text: string): string {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length--)
    if (text.endsWith(mark.slice(0, length))) return mark.slice(0, length);
  return "";
}
