/** Collects chunks of bytes and gives them on in pieces that end between characters. */
export interface ByteQueue {
  /** The piece that can be read now; valid until the next call. */
  add(chunk: Uint8Array): Buffer;
  /** What is left. */
  rest(): Buffer;
  /** How many bytes are held back. */
  readonly held: number;
  /** How many bytes have been given on. */
  readonly passed: number;
}

/** `endsAfter` is the ASCII character behind which a piece preferably ends. */
export function createByteQueue(endsAfter: string | undefined): ByteQueue {
  const end = endsAfter?.charCodeAt(0);
  // One buffer for all chunks: fresh ones cost more in page faults than all the copying.
  let buffer = Buffer.alloc(0);
  let start = 0;
  let length = 0;
  let passed = 0;

  return {
    add(chunk) {
      if (length === start) return giveDirectly(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
      makeRoom(chunk.length);
      buffer.set(chunk, length);
      length += chunk.length;
      return give(cutOf(buffer.subarray(start, length)));
    },
    rest: () => give(length - start),
    get held() {
      return length - start;
    },
    get passed() {
      return passed;
    },
  };

  /** Nothing is held back: only what is held back now has to be copied. */
  function giveDirectly(chunk: Buffer): Buffer {
    const cut = cutOf(chunk);
    passed += cut;
    makeRoom(chunk.length - cut);
    buffer.set(chunk.subarray(cut), 0);
    length = chunk.length - cut;
    return chunk.subarray(0, cut);
  }

  function makeRoom(wanted: number): void {
    const held = buffer.subarray(start, length);
    if (held.length + wanted > buffer.length) buffer = Buffer.allocUnsafe(2 * (held.length + wanted));
    buffer.set(held, 0);
    length = held.length;
    start = 0;
  }

  /** Where the bytes can be cut: behind the wanted character if one is near the end, else between characters. */
  function cutOf(bytes: Buffer): number {
    if (end === undefined) return completeLength(bytes);
    const cut = bytes.lastIndexOf(end) + 1;
    return bytes.length - cut <= mostHeld ? cut : completeLength(bytes);
  }

  function give(count: number): Buffer {
    const piece = buffer.subarray(start, start + count);
    start += count;
    passed += count;
    return piece;
  }
}

const mostHeld = 4_096;

/** Length without a UTF-8 sequence at the end that is cut. */
export function completeLength(bytes: Uint8Array): number {
  const end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back]!;
    if (byte < 0x80) return end;
    if (byte < 0xc0) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return wanted > back ? end - back : end;
  }
  return end;
}
