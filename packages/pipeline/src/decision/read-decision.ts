import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Decision, type Digest, digestOf, usageError } from "@tollgate/model";
import type { Environment } from "../environment.ts";
import { parseDecision } from "./parse-decision.ts";

/** A decision as it lies in a file. */
export type ReadDecision = {
  /** As it was named. */
  readonly file: string;
  /** Without a line end behind it: a shell may have added one. */
  readonly text: string;
  /** Over the text's bytes: by it the next decision names this one. */
  readonly digest: Digest;
  readonly decision: Decision;
};

/** Reads a decision. Throws for a file that is not there or is none. */
export function readDecision({ cwd }: Environment, file: string): ReadDecision {
  const text = textOf(resolve(cwd, file), file).replace(/\r?\n$/, "");
  return { file, text, digest: digestOf(text), decision: parseDecision(text, file) };
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw usageError(
      `The decision ${file} cannot be read.`,
      "Name a decision.json that `tollgate run` or `tollgate gate` wrote.",
      error,
    );
  }
}
