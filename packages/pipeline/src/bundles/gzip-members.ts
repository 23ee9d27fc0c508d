import { gzipSync } from "node:zlib";
import { gatherPieces } from "../outputs/gather-pieces.ts";

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
  const { add, end } = gatherPieces((bytes) => write(compress(bytes)), buffer);
  return { add, addMember, end };

  function addMember(member: Uint8Array): void {
    end();
    write(member);
  }
}

/** Bytes of text in one member, at most. */
export const mostBytes: number = 1024 * 1024;

/** Bytes of zlib's answer that are made at once. */
const usualChunk = 16 * 1024;

function compress(bytes: Uint8Array): Buffer {
  return gzipSync(bytes, { level: 1, chunkSize: Math.max(usualChunk, bytes.length / 4) | 0 });
}
