import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageFolderOf } from "./source-file.ts";

export type Repository = {
  readonly folder: string;
  /** Files below the folder, each in a package. */
  readonly files: readonly string[];
  /** What stands in a file; the pull request appends to it. @default a comment, which the pull request replaces */
  readonly textOf?: (path: string) => string;
  /** How many of the files the pull request changes, evenly spread. */
  readonly changed: number;
  /** Lines of a changed file, all of them new. */
  readonly changedLines: number;
};

/** Writes a pnpm workspace under git: everything on `main`, and a checked-out branch that changes some files. */
export function writeRepository({ folder, files, textOf, changed, changedLines }: Repository): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(".gitignore", "node_modules/\ncoverage/\nreports/\n.tollgate/\n");
  write("package.json", `${JSON.stringify({ name: "bench-workspace", private: true })}\n`);
  write("pnpm-workspace.yaml", "packages:\n  - packages/*\n");
  for (const dir of new Set(files.map(packageFolderOf)))
    write(
      `${dir}/package.json`,
      `${JSON.stringify({ name: `@bench/${dir.split("/")[1]}`, version: "1.0.0", scripts: { test: "vitest run" } })}\n`,
    );
  for (const path of files) write(path, textOf?.(path) ?? `// ${path}\n${padding}`);
  git(folder, ["init", "--quiet", "--initial-branch=main"]);
  commit(folder, "everything");
  git(folder, ["switch", "--quiet", "--create", "change"]);
  const step = Math.max(1, Math.floor(files.length / changed));
  for (let i = 0; i < files.length; i += step)
    write(
      files[i]!,
      (textOf?.(files[i]!) ?? "") +
        Array.from({ length: changedLines }, (_, line) => `step(${line});\n`).join("") +
        (textOf === undefined ? padding : ""),
    );
  commit(folder, "a change");
  git(folder, ["gc", "--quiet"]); // a clone comes in packs
}

/** Coverage of lines that a file does not have is that of another text. */
const padding = "\n".repeat(330);

function commit(folder: string, message: string): void {
  git(folder, ["add", "--all"]);
  git(folder, ["commit", "--quiet", `--message=${message}`]);
}

function git(folder: string, args: readonly string[]): void {
  const settings = ["user.name=bench", "user.email=bench@example.com", "commit.gpgSign=false", "gc.auto=0"];
  const { status, stderr, error } = spawnSync(
    "git",
    [...settings.flatMap((setting) => ["-c", setting]), ...args],
    { cwd: folder, encoding: "utf8" },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
}
