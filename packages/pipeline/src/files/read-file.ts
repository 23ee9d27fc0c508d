import { closeSync, readSync } from "node:fs";
import type { RawProblem } from "@tollgate/collect";
import { openFile } from "./open-file.ts";

/** Feeds a file to `write` through one buffer that all files share; returns why it could not be read. */
export function readFileInto(path: string, write: (chunk: Uint8Array) => void): RawProblem | undefined {
  try {
    const opened = openFile(path);
    if ("notAFile" in opened) return notAFile(opened.notAFile);
    try {
      for (let length = readSync(opened.file, buffer); length > 0; length = readSync(opened.file, buffer))
        write(buffer.subarray(0, length));
    } finally {
      closeSync(opened.file);
    }
    return undefined;
  } catch (error) {
    return unreadable(error);
  }
}

const buffer = Buffer.allocUnsafeSlow(1024 * 1024);

function notAFile(what: string): RawProblem {
  return {
    code: "not-a-file",
    severity: "error",
    message: `This is ${what}, a report file was wanted.`,
    remedy: "Give the files themselves, for example with a pattern: `reports/**/*.xml`.",
  };
}

function unreadable(error: unknown): RawProblem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") {
    return {
      code: "unreadable-file",
      severity: "error",
      message: "There is no such file.",
      remedy:
        "Check the path and the folder from which it is relative; the tool that writes it may not have run.",
    };
  }
  if (code === "EACCES" || code === "EPERM") {
    return {
      code: "unreadable-file",
      severity: "error",
      message: "The file may not be read by this user.",
      remedy:
        "Give the user that runs Tollgate read permission; reports written inside a container often belong to root.",
    };
  }
  if (code === "EISDIR") return notAFile("a folder");
  if (code === "") throw error;
  return {
    code: "unreadable-file",
    severity: "error",
    message: `Reading the file failed (${code}).`,
    remedy: "Check the disk and the file, then run again.",
  };
}
