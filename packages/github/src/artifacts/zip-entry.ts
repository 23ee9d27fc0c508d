import { type Entry, getFileNameLowLevel } from "yauzl";
import type { ArtifactLimits } from "./limits.ts";

/** An entry by the name that decides: the one of the central directory, decoded as its flags say. */
export type NamedEntry = { readonly name: string; readonly entry: Entry };

/** What yauzl checks of names is left to `checkName`, which allows much less. */
export function nameEntry(entry: Entry): NamedEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return { entry, name: getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true) };
}

/** What is wrong with an archive's entries, before anything is written: a clause, or `undefined`. */
export function checkEntries(
  entries: readonly NamedEntry[],
  { allows, limits, most }: EntryRules,
): string | undefined {
  const known = new Set<string>();
  let total = 0;
  for (const { name, entry } of entries) {
    const wrong = checkName(name) ?? checkForm(entry);
    if (wrong !== undefined) return `${shown(name)} ${wrong}`;
    if (!allows(name)) return `${shown(name)} is no file that belongs into it`;
    const key = name.toLowerCase();
    if (known.has(key)) return `${shown(name)} is there twice`;
    known.add(key);
    if (entry.uncompressedSize > limits.entryBytes)
      return `${shown(name)} says that it has ${entry.uncompressedSize} bytes, at most ${limits.entryBytes} are read`;
    total += entry.uncompressedSize;
    if (total > most)
      return `its files say that they have more than ${most} bytes, which is the most for its size`;
  }
  return undefined;
}

export type EntryRules = {
  readonly allows: (name: string) => boolean;
  readonly limits: ArtifactLimits;
  /** Bytes of all files together. */
  readonly most: number;
};

/** A plain file name: no folder, nothing that a file system reads as more than a name. */
function checkName(name: string): string | undefined {
  if (/[/\\]/.test(name)) return "is a path, and only files without a folder belong into it";
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9])?$/.test(name)
    ? undefined
    : "is no plain file name";
}

/** Of the mode that Unix tools write: kind of file. */
const kindBits = 0o170000;
const regularFile = 0o100000;
const encryptionBits = 0b10_0000_0100_0001;

function checkForm(entry: Entry): string | undefined {
  const kind = (entry.externalFileAttributes >>> 16) & kindBits;
  if (kind !== 0 && kind !== regularFile) return "is a link or another thing that is no file";
  if ((entry.generalPurposeBitFlag & encryptionBits) !== 0) return "is encrypted";
  return entry.compressionMethod === 0 || entry.compressionMethod === 8
    ? undefined
    : `is packed by a method that is not read here (${entry.compressionMethod})`;
}

/** A hostile name in a sentence. */
function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}
