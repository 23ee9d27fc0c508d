import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { usageError } from "@tollgate/model";

/** Writes some bytes and says how many: as `writeSync`, which may write fewer than it was given. */
type WriteSome = (bytes: Uint8Array, offset: number, length: number) => number;

/**
 * Writes a file that appears under its name only when it is complete. The name until then is not shared, so that two
 * runs at once do not write into each other. Throws a usage error when the place cannot be written to, with `remedy`
 * where it is not `--out` that chose the place.
 */
export function replaceFile(
  path: string,
  fill: (write: (bytes: Uint8Array) => void) => void,
  remedy?: string,
): void {
  const unfinished = `${path}.${process.pid}-${randomBytes(6).toString("hex")}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(unfinished, "wx");
    try {
      fillAndClose(file, fill);
      renameSync(unfinished, path);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  } catch (error) {
    throw systemCodeOf(error) === undefined ? error : notWritable(path, error, remedy);
  }
}

function fillAndClose(file: number, fill: (write: (bytes: Uint8Array) => void) => void): void {
  try {
    fill((bytes) => writeFully(bytes, (some, offset, length) => writeSync(file, some, offset, length)));
  } finally {
    closeSync(file);
  }
}

/** Calls `write` until all bytes are written. */
export function writeFully(bytes: Uint8Array, write: WriteSome): void {
  for (let done = 0; done < bytes.length; ) {
    const written = write(bytes, done, bytes.length - done);
    // Without this a disk that takes nothing would be asked for ever.
    if (written <= 0) throw Object.assign(new Error("nothing was written"), { code: "EIO" });
    done += written;
  }
}

/** `ENOSPC` and the like; `undefined` when the operating system did not refuse anything. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && /^E[A-Z0-9]+$/.test(String(error.code))
    ? String(error.code)
    : undefined;
}

function notWritable(path: string, error: unknown, ownRemedy: string | undefined): Error {
  const code = systemCodeOf(error) ?? "";
  const [reason, remedy] = reasons.get(code) ?? [
    `the system answers ${code}`,
    "Check the disk and the folder, then run again.",
  ];
  return usageError(`"${path}" cannot be written: ${reason}.`, ownRemedy ?? remedy, error);
}

type Refusal = readonly [reason: string, remedy: string];

const notAFolder: Refusal = [
  "a file stands where a folder was wanted",
  "Name a folder with --out, or remove the file that has its name.",
];
const noPermission: Refusal = [
  "this user may not write there",
  "Give the user that runs Tollgate write permission, or name another folder with --out.",
];

const reasons: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ["EEXIST", notAFolder],
  ["ENOTDIR", notAFolder],
  ["EISDIR", ["a folder has this name", "Remove the folder, or name another place with --out."]],
  ["EACCES", noPermission],
  ["EPERM", noPermission],
  ["EROFS", ["the file system is read-only", "Name a folder that can be written to with --out."]],
  ["ENOSPC", ["the disk is full", "Free some space, then run again."]],
  ["EDQUOT", ["the quota of the disk is used up", "Free some space, then run again."]],
]);
