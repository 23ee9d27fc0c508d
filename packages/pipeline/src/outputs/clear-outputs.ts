import { closeSync, readSync, realpathSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { isOwnOutput } from "@tollgate/collect";
import { usageError } from "@tollgate/model";
import { releaseRecordTitle, verifierId } from "@tollgate/render";
import { openFile } from "../files/open-file.ts";
import { readPublication } from "../github/read-publication.ts";
import { type OutputName, outputNames } from "./output-names.ts";
import { systemCodeOf } from "./replace-file.ts";

/** Names that nothing else gives a file; files of the other names say themselves that they are ours. */
const ours: ReadonlySet<OutputName> = new Set(["base.tollgate", "decision.json", "evidence.tollgate"]);

/**
 * Removes what an earlier run left, so that a run that comes to no verdict leaves none behind. Files of other tools and
 * `inputs` (absolute paths) stay. Throws a usage error when a file cannot be removed.
 */
export function clearOutputs(folder: string, inputs: readonly string[]): void {
  const kept = new Set(inputs.map(realPath));
  for (const name of outputNames) {
    const path = join(folder, name);
    if (kept.has(realPath(path))) continue;
    try {
      if (ours.has(name) || saysOurs(path) || wouldBeShown(folder, name)) unlinkSync(path);
    } catch (error) {
      const code = systemCodeOf(error);
      if (code === undefined) throw error;
      if (!nothingThere.has(code)) throw notRemovable(path, code, error);
    }
  }
}

const nothingThere: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR"]);

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path; // not there, or not for us to see
  }
}

/** However it is written: what publish would show must be of this run. */
function wouldBeShown(folder: string, name: OutputName): boolean {
  return name === "publication.json" && "publication" in readPublication(folder);
}

function saysOurs(path: string): boolean {
  const opened = openFile(path);
  if ("notAFile" in opened) return false;
  try {
    const buffer = Buffer.alloc(2_048);
    const bytes = buffer.subarray(0, readSync(opened.file, buffer));
    const text = bytes.toString("utf8");
    if (ownComment.test(text) || text.startsWith(releaseRecordTitle)) return true;
    return ownJson.test(text) || isOwnOutput({ path, bytes, text, whole: false });
  } finally {
    closeSync(opened.file);
  }
}

/** Of whichever gate. */
const ownComment = /^<!-- tollgate comment\b/;

/** Of a record, and of a statement that names us as its verifier. */
const ownJson = new RegExp(String.raw`^\{\s*"schema": "tollgate/|"id": "${verifierId}"`);

function notRemovable(path: string, code: string, cause: unknown): Error {
  return usageError(
    `"${path}" of an earlier run cannot be removed (${code}).`,
    "Give the user that runs Tollgate permission to write there, or name another folder with --out.",
    cause,
  );
}
