import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type CommitReviews, usageError } from "@tollgate/model";
import { parseReviews } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { systemCodeOf } from "../outputs/replace-file.ts";

/** What `--reviews` names. Throws a usage error for a file that cannot be read or says something else. */
export function readReviews(environment: Environment, path: string): readonly CommitReviews[] {
  return parseReviews(textOf(resolve(environment.cwd, path), path), path);
}

function textOf(absolute: string, path: string): string {
  try {
    return readFileSync(absolute, "utf8");
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw usageError(`The reviews ${path} cannot be read (${code}).`, "Check the name of the file.", error);
  }
}
