import { openReport } from "../json/open-report.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseRspec } from "./recognise.ts";

/** What `rspec --format json` writes. A dry run cannot be told from a run in which everything passed. */
export const rspecJson: Reader = {
  id: "rspec-json",
  holds: "tests",
  recognises: recogniseRspec,
  open: ({ sink }) => openReport(sink, readReport),
};
