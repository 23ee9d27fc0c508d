import { crc32, deflateRawSync } from "node:zlib";

/** One file in a zip. What is not given is as an honest archiver writes it. */
export type ZipEntry = {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** The compressed bytes, with size and checksum of what they hold, in place of `content`. */
  readonly packed?: { readonly bytes: Uint8Array; readonly size: number; readonly crc: number };
  /** 8 is deflate, 0 stores the bytes as they are; others only say so. @default 8 */
  readonly method?: number;
  /** Unix mode with the type bits, such as 0o120777 for a link. @default 0o100644 */
  readonly mode?: number;
  /** @default false */
  readonly encrypted?: boolean;
  /** Size of the content as the headers claim it. */
  readonly claimedSize?: number;
};

/**
 * A zip written without looking at its names, sizes or modes: archivers refuse to make what attackers send.
 * Layout from PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const { bytes, size, crc } = entry.packed ?? pack(entry);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x800 | (entry.encrypted ? 1 : 0), 2); // names in UTF-8
    common.writeUInt16LE(entry.method ?? 8, 4);
    common.writeUInt32LE(0x5821_0000, 6); // 2024-01-01, midnight
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(entry.claimedSize ?? size, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(signature(0x04034b50), common, name, Buffer.from(bytes));
    directory.push(
      signature(0x02014b50),
      madeByUnix,
      common,
      whereabouts(entry.mode ?? 0o100644, offset),
      name,
    );
    offset += 30 + name.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...files, ...directory, endOfDirectory(entries.length, size, offset)]);
}

function pack({ content = "", method = 8 }: ZipEntry): NonNullable<ZipEntry["packed"]> {
  const bytes = Buffer.from(content as Uint8Array); // both kinds are taken
  return { bytes: method === 8 ? deflateRawSync(bytes) : bytes, size: bytes.length, crc: crc32(bytes) };
}

const madeByUnix = Buffer.from([20, 3]);

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The end of an entry's record in the directory: comment, disk, attributes, place. */
function whereabouts(mode: number, offset: number): Buffer {
  const bytes = Buffer.alloc(14);
  bytes.writeUInt32LE((mode << 16) >>> 0, 6);
  bytes.writeUInt32LE(offset, 10);
  return bytes;
}

function endOfDirectory(entries: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.writeUInt16LE(entries, 4);
  bytes.writeUInt16LE(entries, 6);
  bytes.writeUInt32LE(size, 8);
  bytes.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(0x06054b50), bytes]);
}
