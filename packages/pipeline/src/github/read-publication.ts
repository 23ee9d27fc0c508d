import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodePublication, type Publication } from "@tollgate/model";
import type { OutputName } from "../outputs/output-names.ts";
import { systemCodeOf } from "../outputs/replace-file.ts";

/** A publication, or why there is none. */
export type ReadPublication =
  | { readonly publication: Publication }
  | { readonly message: string; readonly remedy: string };

/** Ours has at most some hundred kilobytes: 200 annotations and three pages. */
const largest = 32 * 1024 * 1024;

const name = "publication.json" satisfies OutputName;

/** Reads what a gate left in its folder. Whoever could write there may have: it is read like anybody's text. */
export function readPublication(folder: string): ReadPublication {
  const read = parse(join(folder, name));
  const decoded = "wrong" in read ? { refused: read.wrong } : decodePublication(read.value);
  if ("publication" in decoded) return decoded;
  return {
    message: `The gate's ${name} cannot be used: ${decoded.refused}.`,
    remedy: "Look why the gate wrote none: the log of its step tells.",
  };
}

function parse(path: string): { readonly value: unknown } | { readonly wrong: string } {
  try {
    const file = statSync(path);
    if (!file.isFile()) return { wrong: "it is no file" };
    if (file.size > largest) return { wrong: `it has more than ${largest} bytes` };
    return { value: JSON.parse(readFileSync(path, "utf8")) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { wrong: "it is no JSON" };
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    return { wrong: code === "ENOENT" ? "it is not there" : `reading it failed (${code})` };
  }
}
