import { readBundle } from "../../packages/pipeline/src/bundles/bundle-file.ts";
import { reportsRead } from "./reports-read.ts";
import { tellPart } from "./tell-part.ts";

/** Reads the bundle that is named, as every command does that takes bundles. */
const [path = ""] = process.argv.slice(2);

await tellPart(async () => {
  const decoded = await readBundle(path, path);
  if ("problem" in decoded) throw new Error(decoded.problem.message);
  return reportsRead(decoded.bundle);
});
