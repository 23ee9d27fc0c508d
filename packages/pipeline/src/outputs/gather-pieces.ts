/** Gathers pieces of text in blocks. */
export interface Gatherer {
  /** Bytes are UTF-8, whole characters; they may be used again when this is back. */
  add(piece: string | Uint8Array): void;
  /** Gives away what is gathered, if anything is. */
  end(): void;
}

/**
 * `give` gets what fits into `block` together, and a piece that does not fit into it alone. The block is used again, so
 * its bytes hold until `give` is back.
 */
export function gatherPieces(give: (bytes: Uint8Array) => void, block: Buffer): Gatherer {
  let length = 0;
  return { add, end };

  function add(piece: string | Uint8Array): void {
    const isText = typeof piece === "string";
    const most = isText ? piece.length * mostBytesPerUnit : piece.length;
    if (most > block.length - length) end();
    if (most > block.length) give(isText ? Buffer.from(piece) : piece);
    else if (isText) length += block.write(piece, length);
    else {
      block.set(piece, length);
      length += piece.length;
    }
  }

  function end(): void {
    if (length > 0) give(block.subarray(0, length));
    length = 0;
  }
}

/** Of UTF-8, for a UTF-16 unit. */
const mostBytesPerUnit = 3;
