import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";

/** An open file, or what stands in its place: opening a pipe or a device could wait for ever. */
export type OpenedFile = { readonly file: number; readonly bytes: number } | { readonly notAFile: string };

/** Opens a regular file to read it. Throws what the file system refuses. */
export function openFile(path: string): OpenedFile {
  const before = nameOfOther(statSync(path));
  if (before !== undefined) return { notAFile: before };
  // Between the look and this call a pipe may have taken the file's place: it must not be waited for.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stats = fstatSync(file);
  const after = nameOfOther(stats);
  if (after === undefined) return { file, bytes: stats.size };
  closeSync(file);
  return { notAFile: after };
}

/** Whether a file begins as gzip does; `undefined` where it cannot be read. */
export function isGzip(path: string): boolean | undefined {
  try {
    const opened = openFile(path);
    if ("notAFile" in opened) return undefined;
    const head = Buffer.alloc(2);
    try {
      return readSync(opened.file, head) === 2 && head.readUInt16BE() === 0x1f8b;
    } finally {
      closeSync(opened.file);
    }
  } catch {
    return undefined;
  }
}

function nameOfOther(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a pipe";
  return stats.isSocket() ? "a socket" : "a device";
}
