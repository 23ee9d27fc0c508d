import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { type TollgateError, usageError } from "@tollgate/model";
import type { Environment } from "../environment.ts";
import { shownPath } from "../files/shown-path.ts";
import { systemCodeOf } from "../outputs/replace-file.ts";

/** `wx` refuses a file that appeared since, and a link that leads nowhere. */
export function writeNew(environment: Environment, path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, "wx");
    try {
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    if (code === "EEXIST") throw alreadyThere(environment, path);
    throw usageError(
      `${shownPath(environment, path)} cannot be written (${code}).`,
      "Check the disk and who may write there, or print what init proposes: tollgate init --dry-run",
      error,
    );
  }
}

export function alreadyThere(environment: Environment, path: string): TollgateError {
  return usageError(
    `There is a ${shownPath(environment, path)} already, and init never overwrites one.`,
    "Edit it, or print what init would propose today: tollgate init --dry-run",
  );
}
