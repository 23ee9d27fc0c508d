import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder beside the project's root that holds the corpus of real reports; absent on a plain clone. */
const folder: string = fileURLToPath(new URL("../../../../shared/", import.meta.url));

/**
 * Absolute path of the folder with the corpus and the probes, or `undefined` on a clone without it.
 * Tests that need it are skipped with a printed notice then; with TOLLGATE_REQUIRE_SHARED=1 (as in `.ci/run`)
 * its absence is an error.
 */
export function sharedFolder(): string | undefined {
  if (existsSync(`${folder}corpus/MANIFEST.tsv`)) return folder;
  if (process.env["TOLLGATE_REQUIRE_SHARED"] === "1")
    throw new Error("the shared corpus is required here and not beside the project");
  console.warn("skipped: the shared corpus is not beside this clone");
  return undefined;
}
