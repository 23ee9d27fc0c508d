import { isGnuReport } from "../gnu-coverage/is-gnu-report.ts";
import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";

/** By its version, which may stand behind the files; else by lines as gcov has them, without what only gcov tells. */
export function recogniseGcovr({ text }: Head): boolean {
  if (topKeys(text)?.has("gcovr/format_version") === true) return true;
  return isGnuReport(text) && !/"unexecuted_block"\s*:/.test(text);
}
