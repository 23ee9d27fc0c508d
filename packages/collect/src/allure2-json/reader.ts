import type { Members } from "../json/members.ts";
import { openReport, type ReportContext } from "../json/open-report.ts";
import type { Reader } from "../reader.ts";
import { readContainer, readGlobals } from "./read-container.ts";
import { readResult } from "./read-result.ts";
import { recogniseAllure } from "./recognise.ts";

/**
 * One file of an Allure 2 folder: a result (`*-result.json`), fixtures (`*-container.json`) or errors outside tests
 * (`*-globals.json`). Tries of one test are files of their own here: each says whose it is, and merging folds them.
 */
export const allure2Json: Reader = {
  id: "allure2-json",
  holds: "tests",
  recognises: recogniseAllure,
  open: ({ sink }) => openReport(sink, readFile),
};

function readFile(root: Members, context: ReportContext): void {
  context.sink.producer("Allure 2");
  const has = (name: string): boolean => Object.hasOwn(root, name);
  if (has("befores") || has("afters") || has("children")) readContainer(root, context);
  else if (has("errors") && !has("status")) readGlobals(root, context);
  else readResult(root, context);
}
