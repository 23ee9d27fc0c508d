import { topKeys } from "../json/top-keys.ts";
import { openCoverage } from "../json-coverage/open-coverage.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";

/** What is sent to Coveralls, as gcovr, node-coveralls, php-coveralls and goveralls write it. */
export const coverallsJson: Reader = {
  id: "coveralls-json",
  holds: "coverage",
  recognises({ text }) {
    const keys = topKeys(text);
    return keys?.has("source_files") === true && !keys.has("ci_service"); // which is Code Climate's
  },
  open: (context) => openCoverage(context, readReport),
};
