import type { Piece } from "@tollgate/render";
import { replaceFile } from "./replace-file.ts";

/** Bytes gathered before they are written. */
const blockLength = 1024 * 1024;
/** Of UTF-8, for a UTF-16 unit. */
const mostBytesPerUnit = 3;

/** Writes text in pieces, so that no output ever lies in memory as a whole; it appears only when complete. */
export function writeText(path: string, pieces: Iterable<Piece>): void {
  replaceFile(path, (write) => {
    let length = 0;
    for (const piece of pieces) {
      const most = typeof piece === "string" ? piece.length * mostBytesPerUnit : piece.length;
      if (most > block.length - length) {
        write(block.subarray(0, length));
        length = 0;
      }
      if (most > block.length) write(typeof piece === "string" ? Buffer.from(piece) : piece);
      else if (typeof piece === "string") length += block.write(piece, length);
      else {
        block.set(piece, length);
        length += piece.length;
      }
    }
    write(block.subarray(0, length));
  });
}

const block = Buffer.allocUnsafeSlow(blockLength);
