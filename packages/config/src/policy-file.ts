import { existsSync } from "node:fs";
import { posix, relative, resolve, sep } from "node:path";
import { type RepoPath, usageError } from "@tollgate/model";
import { decodeText, readText, type ShownFile } from "./read-text.ts";
import type { RepoState, StateFile } from "./repo-state.ts";

/** Where policy files are read: in the work tree, or the repository's in another state. */
export type PolicyPlaces = {
  /** Absolute path of the repository's root. */
  readonly root: string;
  /** @default the work tree */
  readonly state?: RepoState;
};

/** A policy file. */
export type PolicyFile = {
  readonly absolute: string;
  /** Below the root as everybody sees it, elsewhere as it lies on this machine. */
  readonly shown: string;
  /** Whether it belongs to the repository. */
  readonly isInside: boolean;
};

export function policyFile(root: string, absolute: string): PolicyFile {
  const inside = relative(root, absolute).split(sep).join("/");
  const isInside =
    inside !== "" && inside !== ".." && !inside.startsWith("../") && resolve(root, inside) === absolute;
  return { absolute, shown: isInside ? inside : absolute.split(sep).join("/"), isInside };
}

/** Whether the file is there. What is no file is there, too: reading it says what it is. */
export function policyExists({ state }: PolicyPlaces, { absolute, shown, isInside }: PolicyFile): boolean {
  return state === undefined || !isInside ? existsSync(absolute) : state.read(shown) !== undefined;
}

/** Its text. Throws a usage error for one that is not there or cannot be read. */
export function readPolicy({ state }: PolicyPlaces, { absolute, shown, isInside }: PolicyFile): string {
  const file: ShownFile = { path: shown, what: "policy" };
  return state === undefined || !isInside ? readText(absolute, file) : textIn(state, file, shown, 0);
}

/** Most links that lead from one to the next. */
const mostLinks = 8;

function textIn(state: RepoState, file: ShownFile, path: RepoPath, links: number): string {
  const found = state.read(path);
  if (found?.form === "link" && links < mostLinks) {
    const target = posix.join(posix.dirname(path), found.target);
    if (!posix.isAbsolute(found.target) && target !== ".." && !target.startsWith("../"))
      return textIn(state, file, target, links + 1);
  }
  if (found?.form === "file") return decodeText(found.bytes, file);
  throw noFile(file, found);
}

function noFile({ path, what }: ShownFile, found: StateFile | undefined): Error {
  if (found === undefined) return usageError(`There is no ${what} ${path}.`, "Check its name.");
  if (found.form === "too-large")
    return usageError(`The ${what} ${path} has ${found.bytes} bytes.`, `Name a ${what}.`);
  if (found.form === "link")
    return usageError(
      `The ${what} ${path} is a symbolic link to ${found.target}, which is no file of the repository.`,
      "Commit the file itself.",
    );
  return usageError(`The ${what} ${path} is not a file.`, "Name a YAML file.");
}
