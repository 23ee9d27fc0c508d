import { closeSync, createWriteStream, fstatSync, openSync, rmSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { type ArtifactLimits, artifactLimits, mostBytes } from "./limits.ts";
import { checkEntries, type NamedEntry, nameEntry } from "./zip-entry.ts";

export type ExtractOptions = {
  /** Names that may be in the archive: one other refuses it. */
  readonly allows: (name: string) => boolean;
  /** Where a file is written, absolute and chosen by the caller; `undefined`: it is not wanted. */
  readonly target: (name: string) => string | undefined;
  /** @default artifactLimits */
  readonly limits?: ArtifactLimits;
};

/** Names in the archive and files that were written; or why nothing was: a clause. */
export type Extracted = { readonly files: ReadonlyMap<string, string> } | { readonly refused: string };

/**
 * Unpacks a zip archive that nobody vouches for. All entries are looked at before anything is written, then real bytes are
 * counted while they are written, since what an archive says of itself is its author's word. A refused archive leaves no file.
 */
export async function extractZip(archive: string, options: ExtractOptions): Promise<Extracted> {
  const file = openSync(archive, "r");
  const written: string[] = [];
  try {
    return { files: await extract(file, options, written) };
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    const refused = clauseOf(error);
    if (refused === undefined) throw error;
    return { refused };
  } finally {
    closeSync(file);
  }
}

async function extract(
  file: number,
  { allows, target, limits = artifactLimits }: ExtractOptions,
  written: string[],
): Promise<ReadonlyMap<string, string>> {
  const zip = await openZip(file);
  const entries = await listEntries(zip, limits);
  const most = mostBytes(fstatSync(file).size, limits);
  const wrong = checkEntries(entries, { allows, limits, most });
  if (wrong !== undefined) throw new Refusal(wrong);
  const files = new Map<string, string>();
  for (const { name, entry } of entries) {
    const path = target(name);
    if (path === undefined) continue;
    // Opened at once: a stream that opens by itself could do so after the refusal. And before the entry is: what nobody
    // reads goes on reading when the archive is closed, and its descriptor may be another file's then.
    const output = createWriteStream("", { fd: openSync(path, "wx") });
    written.push(path);
    await pipeline(await entryStream(zip, entry, output), (chunks) => asSaid(chunks, entry), output);
    files.set(name, path);
  }
  return files;
}

async function entryStream(zip: ZipFile, entry: Entry, output: Writable): Promise<Readable> {
  try {
    return await zip.openReadStreamPromise(entry);
  } catch (error) {
    output.destroy();
    throw error;
  }
}

async function openZip(file: number): Promise<ZipFile> {
  try {
    // The descriptor is closed by who opened it; names and sizes are checked here.
    return await fromFdPromise(file, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  } catch {
    throw new Refusal("it is no zip archive, or cut");
  }
}

async function listEntries(zip: ZipFile, { entries: most }: ArtifactLimits): Promise<readonly NamedEntry[]> {
  if (zip.entryCount > most) throw new Refusal(`it has ${zip.entryCount} files, at most ${most} are read`);
  const entries: NamedEntry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(nameEntry(entry));
  return entries;
}

/** The bytes of an entry, as long as they are no more than it says: by what it says it was let in. */
async function* asSaid(
  chunks: AsyncIterable<Buffer>,
  { uncompressedSize, crc32: wanted }: Entry,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  let crc = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > uncompressedSize) break;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== uncompressedSize) throw new Refusal("it says false sizes of its files");
  if (crc !== wanted) throw new Refusal("it is damaged: a checksum is another one");
}

class Refusal extends Error {}

/** What the zip or its packed bytes have wrong; `undefined` for trouble of our own disk. */
function clauseOf(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return code === undefined || /^Z_|^ERR_/.test(code) ? "it is damaged" : undefined;
}
