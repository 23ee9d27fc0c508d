import { openDocument } from "../json/document.ts";
import { topKeys } from "../json/top-keys.ts";
import type { Reader } from "../reader.ts";
import { readSummary } from "./read-summary.ts";

/** The run summary of `turbo run … --summarize`: `.turbo/runs/*.json`. A dry run is recognised to be refused. */
export const turboSummary: Reader = {
  id: "turbo-summary",
  holds: "runs",
  recognises({ text }) {
    const keys = topKeys(text);
    return keys?.has("turboVersion") === true && (keys.has("monorepo") || keys.has("globalCacheInputs"));
  },
  open: ({ sink, path }) =>
    openDocument({
      problem: (problem) => sink.problem(problem),
      read: (document) => readSummary(document, sink, path),
    }),
};
