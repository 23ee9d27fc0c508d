import { closeSync, createReadStream, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { type Bundle, createBundleDecoder, type DecodedBundle, encodeBundle, refusal } from "@tollgate/model";

/** Extension by which people know a bundle. */
export const bundleExtension: string = ".tollgate";

/** Characters of JSON in one gzip member. */
const blockLength = 4 * 1024 * 1024;

/**
 * Writes a bundle: lines of JSON, gzip. The file appears under its name only when it is complete.
 * Members of gzip simply follow each other, so the text never lies in memory as a whole.
 */
export function writeBundle(path: string, bundle: Bundle): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, "w");
  try {
    let block: string[] = [];
    let length = 0;
    const flush = (): void => {
      if (length > 0) writeSync(file, gzipSync(block.join(""), { level: 1 }));
      block = [];
      length = 0;
    };
    for (const line of encodeBundle(bundle)) {
      block.push(line);
      length += line.length;
      if (length >= blockLength) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

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
