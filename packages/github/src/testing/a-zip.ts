import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive, and what the archive falsely says of it. */
export type ZipFileSpec = {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** Bytes that the archive says it has. @default the true number */
  readonly says?: number;
  readonly crc?: number;
  /** Unix mode with its kind of file. @default 0o100644 */
  readonly mode?: number;
  readonly encrypted?: boolean;
  readonly method?: 0 | 8 | 12;
};

/** A zip archive as bytes, with whatever names and sizes: archivers refuse to write these. */
export function aZip(...files: readonly ZipFileSpec[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { name, content = "x", mode = 0o100644, encrypted = false, method = 8 } = file;
    const plain = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const said = file.says ?? plain.length;
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE((encrypted ? 1 : 0) | 0x0800, 2);
    header.writeUInt16LE(method, 4);
    header.writeUInt32LE(file.crc ?? crc32(plain), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(said, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), header, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u001e\u0003", "latin1"), header, rest, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
