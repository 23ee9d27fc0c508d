import { openReport } from "../json/open-report.ts";
import { topKeys } from "../json/top-keys.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";

/**
 * The report of a mutation test (mutation-testing-report-schema 1 to 3): StrykerJS, Stryker.NET, Stryker4s, Infection. Of
 * it is read which tests cover a line; mutants themselves are not findings yet.
 */
export const strykerJson: Reader = {
  id: "stryker-json",
  holds: "line-tests",
  recognises({ text }) {
    const keys = topKeys(text);
    if (keys === undefined) return false;
    const says = ["schemaVersion", "thresholds", "files"].filter((key) => keys.has(key)).length;
    return says > 1 || (says === 1 && keys.has("files") && /"mutants"\s*:\s*\[/.test(text));
  },
  open: ({ sink }) => openReport(sink, readReport),
};
