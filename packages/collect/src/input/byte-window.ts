/** Bytes of an input that are not read yet, in one buffer that grows to the largest piece and is reused. */
export interface ByteWindow {
  /** Valid until the next `append`. The byte at `end` is always 0. */
  readonly bytes: Buffer;
  /** First byte that is not read yet; move it forward. */
  from: number;
  readonly end: number;
  /** Offset in the input of `bytes[0]`. */
  readonly base: number;
  append(chunk: Uint8Array): void;
  /** Empties it for the next input and lets go of a buffer that grew large. */
  reset(): void;
}

const usualSize = 256 * 1024;
const keptSize = 4 * 1024 * 1024;

export function createByteWindow(): ByteWindow {
  const window = { bytes: Buffer.allocUnsafeSlow(usualSize), from: 0, end: 0, base: 0, append, reset };
  return window;

  function append(chunk: Uint8Array): void {
    const rest = window.end - window.from;
    const needed = rest + chunk.length + 1;
    const target =
      needed <= window.bytes.length
        ? window.bytes
        : Buffer.allocUnsafeSlow(Math.max(needed, window.bytes.length * 2));
    if (window.from > 0 || target !== window.bytes) window.bytes.copy(target, 0, window.from, window.end);
    target.set(chunk, rest);
    window.bytes = target;
    window.base += window.from;
    window.from = 0;
    window.end = rest + chunk.length;
    target[window.end] = 0;
  }

  function reset(): void {
    if (window.bytes.length > keptSize) window.bytes = Buffer.allocUnsafeSlow(usualSize);
    window.from = 0;
    window.end = 0;
    window.base = 0;
  }
}
