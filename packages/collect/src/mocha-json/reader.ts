import { openReport } from "../json/open-report.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseMocha } from "./recognise.ts";

/** What `mocha --reporter json` writes. */
export const mochaJson: Reader = {
  id: "mocha-json",
  holds: "tests",
  recognises: recogniseMocha,
  open: ({ sink }) => openReport(sink, readReport),
};
