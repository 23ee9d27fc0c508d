/**
 * Keeps bytes in few large blocks that can be given back at once. Thousands of buffers of their own lie between other
 * things that stay: the system does not get their memory back, and until the next large collection of garbage nobody does.
 */
export interface ByteSlabs {
  /** The parts one after the other. Valid until `release`. */
  keep(parts: readonly Uint8Array[]): Buffer;
  /** Gives all memory back; what was kept is empty from now on. */
  release(): void;
}

const smallestSlab = 256 * 1024;
const largestSlab = 8 * 1024 * 1024;

export function createByteSlabs(): ByteSlabs {
  let slabs: Buffer[] = [];
  let used = 0;
  return {
    keep(parts) {
      let length = 0;
      for (const part of parts) length += part.length;
      const slab = roomFor(length);
      const from = used;
      for (const part of parts) {
        slab.set(part, used);
        used += part.length;
      }
      return slab.subarray(from, used);
    },
    release() {
      for (const { buffer } of slabs) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
      slabs = [];
    },
  };

  function roomFor(length: number): Buffer {
    const last = slabs.at(-1);
    if (last !== undefined && used + length <= last.length) return last;
    const next = last === undefined ? smallestSlab : Math.min(last.length * 2, largestSlab);
    const slab = Buffer.allocUnsafeSlow(Math.max(next, length));
    slabs.push(slab);
    used = 0;
    return slab;
  }
}
