import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** True for a SARIF log of any version: an object with runs, and a version or the schema's name. */
export function recogniseSarif({ text }: Head): boolean {
  const keys = topKeys(text);
  if (keys === undefined) return false;
  if (keys.has("runs")) return keys.has("version") || keys.has("$schema") || runsFirst.test(text);
  return keys.has("$schema") && schema.test(text);
}

const schema = /^\s*\{[^{}[\]]{0,400}"\$schema"\s*:\s*"[^"]*\bsarif\b[^"]*"/;

/** Where the version stands behind the runs it may be out of reach. */
const runsFirst =
  /^\s*\{\s*"runs"\s*:\s*\[\s*\{\s*"(?:tool|results|invocations|artifacts|automationDetails)"\s*:/;
