import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files by which a step talks to the runner. Source: actions/runner, FileCommandManager.cs. */
const kinds = ["OUTPUT", "STEP_SUMMARY", "ENV", "PATH", "STATE"] as const;
export type CommandFile = (typeof kinds)[number];

/** Makes the empty files of one step; the answer is their paths. */
export function createCommandFiles(folder: string): Readonly<Record<CommandFile, string>> {
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries(kinds.map((kind) => [kind, join(folder, kind.toLowerCase())]));
  for (const file of Object.values(files)) writeFileSync(file, "");
  return files as Record<CommandFile, string>; // one entry for each kind, above
}

/** The pairs of an output, environment or state file; throws what the runner says about a bad one. */
export function readPairs(file: string): readonly (readonly [name: string, value: string])[] {
  const lines = readIfThere(file).split("\n");
  const pairs: [string, string][] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`);
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
    } else if (heredoc >= 0) {
      const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
      if (name === "" || delimiter === "")
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
      const end = lines.indexOf(delimiter, at + 1);
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      pairs.push([name, lines.slice(at + 1, end).join("\n")]);
      at = end;
    } else throw new Error(`Invalid format '${line}'`);
  }
  return pairs;
}

/** The lines of a path file. */
export function readPaths(file: string): readonly string[] {
  return readIfThere(file)
    .split(/\r?\n/)
    .filter((line) => line !== "");
}

/** The largest summary of one step that is shown: a larger one is lost, not cut. */
const summaryLimit = 1024 * 1024;

/** A step's summary, or the error that is shown in its place. */
export type Summary = { readonly text: string | undefined; readonly error?: string };

export function readSummary(file: string): Summary {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return { text: undefined };
  if (size <= summaryLimit) return { text: readFileSync(file, "utf8") };
  return {
    text: undefined,
    error: `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${summaryLimit / 1024}k, got ${Math.floor(size / 1024)}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`,
  };
}

/** A step may remove its files; that is the same as having said nothing. */
function readIfThere(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? "" : readFileSync(file, "utf8");
}
