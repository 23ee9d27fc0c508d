import type { Piece } from "@tollgate/render";
import { gatherPieces } from "./gather-pieces.ts";
import { replaceFile } from "./replace-file.ts";

/** Bytes gathered before they are written. */
const blockLength = 1024 * 1024;

/** Writes text in pieces, so that no output ever lies in memory as a whole; it appears only when complete. */
export function writeText(path: string, pieces: Iterable<Piece>): void {
  replaceFile(path, (write) => {
    const gathered = gatherPieces(write, block);
    for (const piece of pieces) gathered.add(piece);
    gathered.end();
  });
}

const block = Buffer.allocUnsafeSlow(blockLength);
