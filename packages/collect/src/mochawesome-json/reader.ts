import { openReport } from "../json/open-report.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseMochawesome } from "./recognise.ts";

/** What mochawesome writes (`saveJson`), also what mochawesome-merge makes of several. */
export const mochawesomeJson: Reader = {
  id: "mochawesome-json",
  holds: "tests",
  recognises: recogniseMochawesome,
  open: ({ sink }) => openReport(sink, readReport),
};
