import { replaceFile } from "./replace-file.ts";

/** Characters gathered before they are written. */
const blockLength = 1024 * 1024;

/** Writes text in pieces, so that no output ever lies in memory as a whole; it appears only when complete. */
export function writeText(path: string, pieces: Iterable<string>): void {
  replaceFile(path, (write) => {
    let block = "";
    for (const piece of pieces) {
      block += piece;
      if (block.length < blockLength) continue;
      write(Buffer.from(block));
      block = "";
    }
    write(Buffer.from(block));
  });
}
