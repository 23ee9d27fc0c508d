import { openReport } from "../json/open-report.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseNewman } from "./recognise.ts";

/** What `newman run … --reporters json` writes. */
export const newmanJson: Reader = {
  id: "newman-json",
  holds: "tests",
  recognises: recogniseNewman,
  open: ({ sink }) => openReport(sink, readReport),
};
