import { topKeys } from "../json/top-keys.ts";
import { openCoverage } from "../json-coverage/open-coverage.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";

/** coverage.py's JSON report (`coverage json`), of versions 5 to 7. */
export const coveragepyJson: Reader = {
  id: "coveragepy-json",
  holds: "coverage",
  recognises({ text }) {
    const keys = topKeys(text);
    if (keys === undefined || !keys.has("meta") || !keys.has("files")) return false;
    return keys.get("meta")?.has("branch_coverage") === true || keys.has("totals");
  },
  open: (context) => openCoverage(context, readReport),
};
