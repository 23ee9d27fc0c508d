import { closeSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Characters gathered before they are written. */
const blockLength = 1024 * 1024;

/** Writes text in pieces, so that no output ever lies in memory as a whole; it appears only when complete. */
export function writeText(path: string, pieces: Iterable<string>): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, "w");
  try {
    let block = "";
    for (const piece of pieces) {
      block += piece;
      if (block.length < blockLength) continue;
      writeSync(file, block);
      block = "";
    }
    writeSync(file, block);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}
