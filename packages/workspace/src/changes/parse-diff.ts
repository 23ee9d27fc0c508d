import type { ChangedFile, LineRange } from "@tollgate/model";
import { type FileHeader, parseFileHeader } from "./file-header.ts";
import { createLines, type Lines } from "./lines.ts";

export type ParsedDiff = {
  readonly files: readonly ChangedFile[];
  /** The first line that is not as git writes it. What follows was not read: the files are not all. */
  readonly doubt?: DiffDoubt;
};

type DiffDoubt = { readonly line: number; readonly message: string };

/**
 * Reads what `git diff` prints with the prefixes `a/` and `b/` and without colours, in bytes: contents need not be
 * UTF-8. Combined diffs and those of other tools are in doubt. A file whose type changed, which git writes as deleted
 * and added, is one file.
 */
export function parseDiff(bytes: Buffer): ParsedDiff {
  const lines = createLines(bytes);
  const files = new Map<string, ChangedFile>();
  while (lines.next()) {
    const { file, doubt } = readFile(lines);
    if (file !== undefined) {
      const known = files.get(file.path);
      files.set(file.path, known === undefined ? file : typeChanged(known, file));
    }
    if (doubt !== undefined)
      return { files: [...files.values()], doubt: { line: lines.number(), message: doubt } };
  }
  return { files: [...files.values()] };
}

function typeChanged(old: ChangedFile, file: ChangedFile): ChangedFile {
  return { ...file, change: "type-changed", removed: [...old.removed, ...file.removed] };
}

type ReadFile = { readonly file?: ChangedFile; readonly doubt?: string };

/** Reads one file from its `diff` line on; leaves the cursor on its last line, or on the one that is in doubt. */
function readFile(lines: Lines): ReadFile {
  if (!lines.startsWith("diff --git ")) return { doubt: "a line that belongs to no file of a git diff" };
  const headerLines = [lines.text()];
  while (lines.next() && !lines.startsWith("@@ ") && !lines.startsWith("diff "))
    headerLines.push(lines.text());
  const header = parseFileHeader(headerLines);
  if (header === undefined) return { doubt: "a file whose name is not clear" };
  const tally = createTally();
  while (lines.startsWith("@@ ")) {
    const doubt = readHunk(lines, tally);
    if (doubt !== undefined) return { file: toChangedFile(header, tally), doubt };
    while (lines.next() && lines.kind() === "\\"); // "\ No newline at end of file"
  }
  if (!lines.atEnd()) lines.back();
  return { file: toChangedFile(header, tally) };
}

/** Reads as many lines as the hunk declares; their content may look like anything. */
function readHunk(lines: Lines, tally: Tally): string | undefined {
  const numbers = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines.text());
  if (numbers === null) return "a hunk without line numbers";
  let oldLine = Number(numbers[1]);
  let before = Number(numbers[2] ?? 1);
  let line = Number(numbers[3]);
  let after = Number(numbers[4] ?? 1);
  while (before > 0 || after > 0) {
    if (!lines.next()) return "the end inside a hunk";
    const kind = lines.kind();
    if (kind === "\\") continue;
    if (kind === "+") tally.add(line, lines.isBlank());
    else if (kind === "-") tally.remove(oldLine);
    else if (kind !== " " && kind !== "") return "a line inside a hunk that is none of it";
    if (kind !== "+") {
      before--;
      oldLine++;
    }
    if (kind !== "-") {
      after--;
      line++;
    }
  }
  return before < 0 || after < 0 ? "a hunk with more lines than it declares" : undefined;
}

function toChangedFile({ path, oldPath, change, content }: FileHeader, tally: Tally): ChangedFile {
  const isText = content === "text";
  return {
    path,
    ...(oldPath === undefined ? {} : { oldPath }),
    change,
    content,
    added: isText ? tally.added : [],
    blank: isText ? tally.blank : [],
    removed: isText ? tally.removed : [],
  };
}

type Tally = {
  readonly add: (line: number, isBlank: boolean) => void;
  readonly remove: (line: number) => void;
  readonly added: readonly LineRange[];
  readonly blank: readonly number[];
  readonly removed: readonly LineRange[];
};

function createTally(): Tally {
  const added: [number, number][] = [];
  const removed: [number, number][] = [];
  const blank: number[] = [];
  return {
    added,
    blank,
    removed,
    remove: (line) => extend(removed, line),
    add(line, isBlank) {
      extend(added, line);
      if (isBlank) blank.push(line);
    },
  };
}

function extend(ranges: [number, number][], line: number): void {
  const last = ranges.at(-1);
  if (last?.[1] === line - 1) last[1] = line;
  else ranges.push([line, line]);
}
