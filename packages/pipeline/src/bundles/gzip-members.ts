import { gzipSync } from "node:zlib";

/** Writes text as members of gzip, which simply follow each other: the text never lies in memory as a whole. */
export interface MemberWriter {
  /** Whole lines: those that are given at once are in one member. */
  add(lines: string | Uint8Array): void;
  /** A whole member that was made before; lines behind it begin a new one. */
  addMember(member: Uint8Array): void;
  end(): void;
}

/** Lines are gathered in `buffer`, which is used again for every member. A line that does not fit is a member of its own. */
export function createMemberWriter(
  write: (member: Uint8Array) => void,
  buffer: Buffer = Buffer.allocUnsafeSlow(mostBytes),
): MemberWriter {
  let length = 0;
  return { add, addMember, end };

  function add(lines: string | Uint8Array): void {
    const isText = typeof lines === "string";
    const most = isText ? lines.length * mostBytesPerUnit : lines.length;
    if (most > buffer.length - length) end();
    if (most > buffer.length) write(compress(isText ? Buffer.from(lines) : lines));
    else if (isText) length += buffer.write(lines, length);
    else {
      buffer.set(lines, length);
      length += lines.length;
    }
  }

  function addMember(member: Uint8Array): void {
    end();
    write(member);
  }

  function end(): void {
    if (length > 0) write(compress(buffer.subarray(0, length)));
    length = 0;
  }
}

/** Bytes of text in one member, at most. */
export const mostBytes: number = 1024 * 1024;

/** Of UTF-8, for a UTF-16 unit. */
const mostBytesPerUnit = 3;

/** Bytes of zlib's answer that are made at once. */
const usualChunk = 16 * 1024;

function compress(bytes: Uint8Array): Buffer {
  return gzipSync(bytes, { level: 1, chunkSize: Math.max(usualChunk, bytes.length / 4) | 0 });
}
