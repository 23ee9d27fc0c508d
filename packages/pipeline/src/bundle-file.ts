import { createReadStream } from "node:fs";
import { createGunzip, gzipSync } from "node:zlib";
import {
  type Bundle,
  type BundleLimits,
  bundleLimits,
  createBundleDecoder,
  type DecodedBundle,
  encodeBundle,
  refusal,
} from "@tollgate/model";
import { openFile } from "./open-file.ts";
import { replaceFile } from "./replace-file.ts";

/** Extension by which people know a bundle. */
export const bundleExtension: string = ".tollgate";

/** Bytes of JSON in one gzip member, at most. */
const blockLength = 1024 * 1024;

/**
 * Writes a bundle: lines of JSON, gzip. The file appears under its name only when it is complete.
 * Members of gzip simply follow each other, so the text never lies in memory as a whole.
 */
export function writeBundle(path: string, bundle: Bundle): void {
  replaceFile(path, (write) => {
    for (const block of blocksOf(encodeBundle(bundle)))
      write(gzipSync(block, { level: 1, chunkSize: blockLength / 4 }));
  });
}

/** Gathers lines in one buffer, which is used again for every block. A line that does not fit is a block of its own. */
function* blocksOf(lines: Iterable<string>): Iterable<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(blockLength);
  let length = 0;
  for (const line of lines) {
    const most = line.length * mostBytesPerUnit;
    if (most > blockLength - length) {
      if (length > 0) yield buffer.subarray(0, length);
      length = 0;
    }
    if (most > blockLength) yield Buffer.from(line);
    else length += buffer.write(line, length);
  }
  if (length > 0) yield buffer.subarray(0, length);
}

/** Of UTF-8, for a UTF-16 unit. */
const mostBytesPerUnit = 3;

/**
 * Reads a bundle from a file that nobody vouches for. What is wrong with it comes back as a Problem. A small file that
 * unpacks to much more than bundles do is refused before it fills the memory.
 */
export async function readBundle(
  path: string,
  shownAs: string,
  limits: BundleLimits = bundleLimits,
): Promise<DecodedBundle> {
  try {
    const opened = openFile(path);
    if ("notAFile" in opened) return { problem: refusal(shownAs, `it is ${opened.notAFile}`) };
    const bytes = Math.min(limits.bytes, Math.max(alwaysAllowed, mostExpansion * opened.bytes));
    return await decodeFile(opened.file, shownAs, { ...limits, bytes });
  } catch (error) {
    return { problem: refusal(shownAs, reasonOf(error)) };
  }
}

/** Plain bytes that a bundle of any size may have. */
const alwaysAllowed = 256 * 1024 ** 2;
/** How many times larger than its file a large bundle may be; a usual one is about 5 times larger. */
const mostExpansion = 100;

async function decodeFile(file: number, shownAs: string, limits: BundleLimits): Promise<DecodedBundle> {
  const decoder = createBundleDecoder(shownAs, limits);
  const source = createReadStream("", { fd: file, highWaterMark: 256 * 1024 });
  const plain = createGunzip();
  source.on("error", (error) => plain.destroy(error));
  source.pipe(plain);
  try {
    for await (const chunk of plain) {
      if (!decoder.write(chunk as Uint8Array)) break; // a binary stream gives buffers
    }
  } finally {
    source.destroy();
  }
  return decoder.end();
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "Z_BUF_ERROR") return "it ends in the middle: it was cut";
  if (code.startsWith("Z_")) return "it is not compressed with gzip, or damaged";
  return `reading it failed (${code || String(error)})`;
}
