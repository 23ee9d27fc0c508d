import { replaceFile } from "./replace-file.ts";

/** Bytes gathered before they are written. */
const blockLength = 1024 * 1024;
/** Of UTF-8, for a UTF-16 unit. */
const mostBytesPerUnit = 3;

/** Writes text in pieces, so that no output ever lies in memory as a whole; it appears only when complete. */
export function writeText(path: string, pieces: Iterable<string>): void {
  replaceFile(path, (write) => {
    let length = 0;
    for (const piece of pieces) {
      const most = piece.length * mostBytesPerUnit;
      if (most > block.length - length) {
        write(block.subarray(0, length));
        length = 0;
      }
      if (most > block.length) write(Buffer.from(piece));
      else length += block.write(piece, length);
    }
    write(block.subarray(0, length));
  });
}

const block = Buffer.allocUnsafeSlow(blockLength);
