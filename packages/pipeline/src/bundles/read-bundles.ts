import { resolve } from "node:path";
import { type Bundle, mergeBundles, type Problem } from "@tollgate/model";
import type { Environment } from "../environment.ts";
import { readBundle } from "./bundle-file.ts";

/** The union of bundle files; `shownAs` has other names for some of them. A bundle that is refused is a Problem of severity error, so it blocks. */
export async function readBundles(
  { cwd }: Environment,
  files: readonly string[],
  shownAs: ReadonlyMap<string, string> = new Map(),
): Promise<{ readonly bundle: Bundle; readonly problems: readonly Problem[] }> {
  const bundles: Bundle[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const decoded = await readBundle(resolve(cwd, file), shownAs.get(file) ?? file);
    if ("bundle" in decoded) bundles.push(decoded.bundle);
    else problems.push(decoded.problem);
  }
  return { bundle: mergeBundles(bundles), problems };
}
