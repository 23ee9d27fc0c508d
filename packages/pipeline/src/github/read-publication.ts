import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodePublication, type Publication, sourceError } from "@tollgate/model";
import type { OutputName } from "../output-names.ts";

/** Ours has at most some hundred kilobytes: 200 annotations and three pages. */
const largest = 32 * 1024 * 1024;

const name = "publication.json" satisfies OutputName;
const remedy = "Look why the gate wrote none: its own log tells.";

/** The publication in a folder that a gate wrote. Whoever could write there may have: it is read like anybody's text. */
export function readPublication(folder: string): Publication {
  const decoded = decodePublication(parsed(join(folder, name)));
  if ("publication" in decoded) return decoded.publication;
  throw sourceError(`${name} is no publication: ${decoded.refused}.`, remedy);
}

function parsed(path: string): unknown {
  try {
    const file = statSync(path);
    if (!file.isFile()) throw sourceError(`${name} is no file.`, remedy);
    if (file.size > largest) throw sourceError(`${name} has more than ${largest} bytes.`, remedy);
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw sourceError(`${name} is no JSON.`, remedy);
    if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
    if (error.code === "source") throw error;
    throw sourceError(`${name} cannot be read in the folder of the result (${error.code}).`, remedy);
  }
}
