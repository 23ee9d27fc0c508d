import { openDocument } from "../json/document.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recognisePlaywright } from "./recognise.ts";

/** What Playwright's reporter `json` writes, also from `merge-reports`. */
export const playwrightJson: Reader = {
  id: "playwright-json",
  holds: "tests",
  recognises: recognisePlaywright,
  open: ({ sink }) =>
    openDocument({
      problem: (problem) => sink.problem(problem),
      read: (document) => readReport(document, sink),
    }),
};
