import { closeSync, createReadStream, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { type Bundle, createBundleDecoder, type DecodedBundle, encodeBundle, refusal } from "@tollgate/model";

/** Extension by which people know a bundle. */
export const bundleExtension: string = ".tollgate";

/** Bytes of JSON in one gzip member, at most. */
const blockLength = 1024 * 1024;

/**
 * Writes a bundle: lines of JSON, gzip. The file appears under its name only when it is complete.
 * Members of gzip simply follow each other, so the text never lies in memory as a whole.
 */
export function writeBundle(path: string, bundle: Bundle): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, "w");
  try {
    for (const block of blocksOf(encodeBundle(bundle)))
      writeSync(file, gzipSync(block, { level: 1, chunkSize: blockLength / 4 }));
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
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

/** Reads a bundle from a file that nobody vouches for. What is wrong with it comes back as a Problem. */
export async function readBundle(path: string, shownAs: string): Promise<DecodedBundle> {
  const decoder = createBundleDecoder(shownAs);
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  const plain = createGunzip();
  source.on("error", (error) => plain.destroy(error));
  source.pipe(plain);
  try {
    for await (const chunk of plain) {
      if (!decoder.write(chunk as Uint8Array)) break; // a binary stream gives buffers
    }
  } catch (error) {
    return { problem: refusal(shownAs, reasonOf(error)) };
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
