import { readFileSync, statSync } from "node:fs";
import { TollgateError, usageError } from "@tollgate/model";

/** Far more than any policy or waiver; a larger file is another file. */
const largest = 131_072;

/** The file as messages tell of it. */
export type ShownFile = {
  /** Its path. */
  readonly path: string;
  /** What it is: `policy`, `waiver`. */
  readonly what: string;
};

/** The text of a small file. Throws a usage error for one that is not there or cannot be read. */
export function readText(absolute: string, shown: ShownFile): string {
  return decodeText(readBytes(absolute, shown), shown);
}

/** Bytes of a file, also of one in git, as text. Throws a usage error for too many and for another encoding. */
export function decodeText(bytes: Uint8Array, { path, what }: ShownFile): string {
  if (bytes.length > largest) throw tooLarge(bytes.length, { path, what });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw usageError(`The ${what} ${path} is not UTF-8.`, "Save it as UTF-8.", error);
  }
}

function readBytes(absolute: string, shown: ShownFile): Uint8Array {
  const { path, what } = shown;
  try {
    const stats = statSync(absolute);
    if (!stats.isFile()) throw usageError(`The ${what} ${path} is not a file.`, "Name a YAML file.");
    if (stats.size > largest) throw tooLarge(stats.size, shown);
    return readFileSync(absolute);
  } catch (error) {
    if (error instanceof TollgateError || !(error instanceof Error && "code" in error)) throw error;
    throw unreadable(shown, String(error.code), error);
  }
}

function tooLarge(size: number, { path, what }: ShownFile): Error {
  return usageError(
    `The ${what} ${path} has ${size} bytes, at most ${largest} are read.`,
    `A ${what} is a short list of settings; name another file.`,
  );
}

function unreadable({ path, what }: ShownFile, code: string, cause: unknown): Error {
  if (code === "ENOENT" || code === "ENOTDIR")
    return usageError(
      `There is no ${what} ${path}.`,
      "Check its name; it is relative to the folder where Tollgate runs.",
      cause,
    );
  if (code === "EACCES" || code === "EPERM")
    return usageError(
      `The ${what} ${path} may not be read by this user.`,
      "Give the user that runs Tollgate permission to read it.",
      cause,
    );
  return usageError(`The ${what} ${path} cannot be read (${code}).`, "Check the disk and the file.", cause);
}
