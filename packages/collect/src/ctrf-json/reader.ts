import { openReport } from "../json/open-report.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseCtrf } from "./recognise.ts";

/** Common Test Report Format, as its many reporters write it. */
export const ctrfJson: Reader = {
  id: "ctrf-json",
  holds: "tests",
  recognises: recogniseCtrf,
  open: ({ sink }) => openReport(sink, readReport),
};
